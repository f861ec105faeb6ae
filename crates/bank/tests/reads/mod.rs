mod bgmax;
mod camt;
mod formats;
mod hostile;
mod large;
mod mt940;
