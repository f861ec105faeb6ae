mod bgmax;
mod camt;
