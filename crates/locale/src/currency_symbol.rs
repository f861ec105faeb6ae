//! Narrow currency symbols [CLDR 48, common/main, `symbol alt="narrow"`].
//!
//! They are ambiguous by design ("kr" is three currencies, "$" thirty); where documents in several
//! currencies meet, show the code beside the amount.

use crate::Language;

/// The narrow symbol of an ISO 4217 code, or the code itself where the language has none.
pub fn narrow_symbol(language: Language, code: &'static str) -> &'static str {
    match (language, code) {
        (Language::En, "BYN") => "BYN",
        (Language::De, "CUC") => "Cub$",
        (Language::De, "FKP") => "Fl£",
        (Language::De, "GHS") => "₵",
        (Language::De, "GNF") => "F.G.",
        (Language::De, "KMF") => "FC",
        (Language::De, "RON") => "L",
        (Language::Sv, "RON") => "L",
        (Language::De, "RWF") => "F.Rw",
        (Language::De, "SYP") => "SYP",
        (Language::En, "TWD") => "$",
        (Language::Sv, "XCG") => "XCG",
        (Language::Nl, "XCG") => "Cg",
        (Language::Nl, "XPF") => "XPF",
        (Language::De, "ZMW") => "K",
        (Language::Nl, "ZWG") => "ZiG",
        _ => symbol_in_most_languages(code),
    }
}

fn symbol_in_most_languages(code: &'static str) -> &'static str {
    match code {
        "AFN" => "؋",
        "AMD" => "֏",
        "AOA" => "Kz",
        "ARS" | "AUD" | "BBD" | "BMD" | "BND" | "BSD" | "BZD" | "CAD" | "CLP" | "COP" | "CUC" | "CUP"
        | "DOP" | "FJD" | "GYD" | "HKD" | "JMD" | "KYD" | "LRD" | "MXN" | "NAD" | "NZD" | "SBD" | "SGD"
        | "SRD" | "TTD" | "USD" | "UYU" | "XCD" => "$",
        "AZN" => "₼",
        "BAM" => "KM",
        "BDT" => "৳",
        "BOB" => "Bs",
        "BRL" => "R$",
        "BWP" => "P",
        "BYN" => "р.",
        "CNY" | "JPY" => "¥",
        "CRC" => "₡",
        "CZK" => "Kč",
        "DKK" | "ISK" | "NOK" | "SEK" => "kr",
        "EGP" => "E£",
        "EUR" => "€",
        "FKP" | "GBP" | "GIP" | "SHP" | "SSP" | "SYP" => "£",
        "GEL" => "₾",
        "GHS" => "GH₵",
        "GNF" => "FG",
        "GTQ" => "Q",
        "HNL" => "L",
        "HRK" => "kn",
        "HUF" => "Ft",
        "IDR" => "Rp",
        "ILS" => "₪",
        "INR" => "₹",
        "KGS" => "⃀",
        "KHR" => "៛",
        "KMF" => "CF",
        "KPW" | "KRW" => "₩",
        "KZT" => "₸",
        "LAK" => "₭",
        "LBP" => "L£",
        "LKR" | "MUR" | "NPR" | "PKR" => "Rs",
        "MGA" => "Ar",
        "MMK" => "K",
        "MNT" => "₮",
        "MYR" => "RM",
        "NGN" => "₦",
        "NIO" => "C$",
        "PHP" => "₱",
        "PLN" => "zł",
        "PYG" => "₲",
        "RON" => "lei",
        "RUB" => "₽",
        "RWF" => "RF",
        "STN" => "Db",
        "THB" => "฿",
        "TOP" => "T$",
        "TRY" => "₺",
        "TWD" => "NT$",
        "UAH" => "₴",
        "VND" => "₫",
        "XAF" => "FCFA",
        "XCG" => "Cg.",
        "XOF" => "F\u{202f}CFA",
        "XPF" => "CFPF",
        "ZAR" => "R",
        "ZMW" => "ZK",
        _ => code,
    }
}
