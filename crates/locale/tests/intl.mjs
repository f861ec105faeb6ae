// Prints what the browser's Intl makes of the values in this file: `node intl.mjs > intl.tsv`, with
// a Node.js that has full ICU. Pasting the script into Chromium's console logs the same rows.
// Columns: kind, language, option, value, expected.
const locales = { en: "en-GB", de: "de", sv: "sv", nl: "nl" };
const rows = [];

// ISO 4217's minor units where CLDR would show fewer.
const iso = {
  AFN: 2, ALL: 2, COP: 2, HUF: 2, IDR: 2, IRR: 2, KPW: 2, LAK: 2, LBP: 2, MGA: 2, MMK: 2, PKR: 2, RSD: 2,
  SLL: 2, SOS: 2, SYP: 2, YER: 2, IQD: 3,
};
const digits = (currency) =>
  iso[currency] ??
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
const major = (minor, exponent) => {
  const sign = minor.startsWith("-") ? "-" : "";
  const padded = minor.replace("-", "").padStart(exponent + 1, "0");
  const point = padded.length - exponent;
  return sign + padded.slice(0, point) + (exponent ? "." + padded.slice(point) : "");
};
const money = (language, currency, minor) => {
  const exponent = digits(currency);
  const format = new Intl.NumberFormat(locales[language], {
    style: "currency", currency, currencyDisplay: "narrowSymbol", signDisplay: "negative",
    minimumFractionDigits: exponent, maximumFractionDigits: exponent,
  });
  rows.push(["money", language, currency, minor, format.format(major(minor, exponent))]);
};
const edges = ["0", "1", "-1", "99", "-100", "45000", "99999", "100000", "-123456",
  "1000000000000000", "-1000000000000000"];

const numbers = [
  [0, ["0", "0.5", "-0.5", "0.49", "-0.4", "1000", "999.5"]],
  [2, ["1234.5", "1234.565", "-1234.565", "1.005", "-0.004", "0.00", "10000", "12.50"]],
  [4, ["0.00005", "1.23456789", "12345678.123456", "-0.1234", "79228162514264337593543950335"]],
  [10, ["0.0000000001", "0.1234567891234"]],
];
// a rate in percent, and what Intl takes for it
const rates = [["25", "0.25"], ["12.5", "0.125"], ["5.50", "0.055"], ["0", "0"], ["-6", "-0.06"],
  ["8.875", "0.08875"], ["1200", "12"]];

const styles = {
  long: { dateStyle: "long" },
  medium: { dateStyle: "medium" },
  "day-month": { day: "numeric", month: "long" },
};
const dates = ["2024-02-29", "1999-12-31", ...Array.from({ length: 12 }, (_, month) =>
  `2026-${String(month + 1).padStart(2, "0")}-${month % 2 ? "09" : "14"}`)];
const instants = ["2026-11-21T19:14:59.999Z", "2026-01-01T00:00:00Z", "2026-06-30T22:05:00Z",
  "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z",
  "2026-04-09T10:00:00Z", "2026-09-14T12:34:00Z", "1969-12-31T23:59:59Z", "2025-02-28T23:59:59Z"];
const zones = ["UTC", "Europe/Stockholm", "America/New_York", "Asia/Kathmandu"];

for (const [language, locale] of Object.entries(locales)) {
  for (const currency of ["SEK", "EUR", "NOK", "USD", "JPY", "KWD"])
    for (const minor of edges) money(language, currency, minor);
  for (const currency of Intl.supportedValuesOf("currency")) money(language, currency, "-1234567");
  for (const [max, values] of numbers) {
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits: max, signDisplay: "negative" });
    for (const value of values) rows.push(["number", language, max, value, format.format(value)]);
  }
  const percent = new Intl.NumberFormat(locale, {
    style: "percent", maximumFractionDigits: 6, signDisplay: "negative",
  });
  for (const [rate, share] of rates) rows.push(["percent", language, "", rate, percent.format(share)]);
  for (const [style, options] of Object.entries(styles)) {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    for (const date of dates) rows.push(["date", language, style, date, format.format(new Date(date))]);
  }
  for (const timeZone of zones) {
    const format = new Intl.DateTimeFormat(locale, {
      day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone,
    });
    for (const at of instants) rows.push(["moment", language, timeZone, at, format.format(new Date(at))]);
  }
}
console.log(rows.map((row) => row.join("\t")).join("\n"));
