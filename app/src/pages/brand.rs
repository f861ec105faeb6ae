//! The biller's colour, made readable on light and dark backgrounds.
//!
//! Contrast is as defined in WCAG 2: text needs at least 4.5 to 1. If the biller's colour has that, it is used as it
//! is. Otherwise it is made darker or lighter in small steps of the same hue until it has.

// Luminance is a measure: the rule against floats is for amounts.
#![expect(clippy::float_arithmetic)]

use std::fmt;
use std::str::FromStr;

/// The contrast that text needs.
const READABLE: f64 = 4.5;
/// The contrast on a dark background: with the lowest allowed one the colour would look dim beside the text.
const BRIGHT: f64 = 6.0;
/// The number of steps from the colour to black or white.
const STEPS: u8 = 64;
/// The darkest background of brand-coloured text in the light theme, tinted boxes included.
const LIGHT_GROUND: Rgb = Rgb(0xec, 0xef, 0xed);
/// The lightest background of brand-coloured text in the dark theme.
const DARK_GROUND: Rgb = Rgb(0x22, 0x2c, 0x29);
const WHITE: Rgb = Rgb(0xff, 0xff, 0xff);
const INK: Rgb = Rgb(0x0c, 0x12, 0x10);

/// A colour, red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// The text is no colour of the form `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoColour;

impl FromStr for Rgb {
    type Err = NoColour;

    fn from_str(text: &str) -> Result<Self, NoColour> {
        let digits = text
            .strip_prefix('#')
            .filter(|digits| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .ok_or(NoColour)?;
        let number = u32::from_str_radix(digits, 16).map_err(|_| NoColour)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self(red, green, blue))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl Rgb {
    /// WCAG's relative luminance, from 0 for black to 1 for white.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// WCAG's contrast with another colour, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The nearest colour of the same hue that is readable on `ground`: darker if `ground` is light, lighter if it is
    /// dark.
    fn readable_on(self, ground: Self, contrast: f64) -> Self {
        let (hue, saturation, lightness) = self.hsl();
        let end = if ground.luminance() > 0.5 { 0.0 } else { 1.0 };
        (0..=STEPS)
            .map(|step| {
                let part = f64::from(step) / f64::from(STEPS);
                if step == 0 {
                    self
                } else {
                    Self::of_hsl(hue, saturation, lightness + (end - lightness) * part)
                }
            })
            .find(|it| it.contrast(ground) >= contrast)
            .unwrap_or(if end > 0.5 { WHITE } else { Rgb(0, 0, 0) })
    }

    /// Hue in sixths of the circle, saturation and lightness from 0 to 1.
    fn hsl(self) -> (f64, f64, f64) {
        let [red, green, blue] = [self.0, self.1, self.2].map(|channel| f64::from(channel) / 255.0);
        let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
        let (lightness, range) = (f64::midpoint(most, least), most - least);
        if range == 0.0 {
            return (0.0, 0.0, lightness);
        }
        let hue = if most == red {
            (green - blue) / range
        } else if most == green {
            (blue - red) / range + 2.0
        } else {
            (red - green) / range + 4.0
        };
        (hue.rem_euclid(6.0), range / (1.0 - (2.0 * lightness - 1.0).abs()), lightness)
    }

    fn of_hsl(hue: f64, saturation: f64, lightness: f64) -> Self {
        let range = (1.0 - (2.0 * lightness - 1.0).abs()) * saturation;
        let channel = |turn: f64| {
            let place = (hue + turn).rem_euclid(6.0);
            let part = (2.0 - (place - 3.0).abs()).clamp(0.0, 1.0);
            let value = ((lightness - range / 2.0 + range * (1.0 - part)) * 255.0).round();
            // Between 0 and 255 by construction, and clamped by the cast.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            {
                value as u8
            }
        };
        Self(channel(0.0), channel(4.0), channel(2.0))
    }
}

/// A colour and the colour of text on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tone {
    /// The colour itself: buttons, links, the bar.
    pub colour: Rgb,
    /// The colour of text on it.
    pub on: Rgb,
}

impl Tone {
    /// Text on the colour is white or nearly black, whichever has more contrast. The two contrasts multiply to 21, so
    /// one of them is always above 4.5.
    fn of(colour: Rgb) -> Self {
        let on = if colour.contrast(WHITE) >= READABLE { WHITE } else { INK };
        Self { colour, on }
    }
}

/// The biller's colour in both themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brand {
    /// On light ground.
    pub light: Tone,
    /// On dark ground.
    pub dark: Tone,
}

impl Brand {
    /// The biller's colour, changed as little as both themes allow.
    #[must_use]
    pub fn of(colour: Rgb) -> Self {
        Self {
            light: Tone::of(colour.readable_on(LIGHT_GROUND, READABLE)),
            dark: Tone::of(colour.readable_on(DARK_GROUND, BRIGHT)),
        }
    }
}

impl Default for Brand {
    /// For billers who have not chosen one.
    fn default() -> Self {
        Self::of(Rgb(0x0b, 0x6e, 0x63))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn contrast_is_the_one_of_wcag() {
        assert!((Rgb(0, 0, 0).contrast(WHITE) - 21.0).abs() < 1e-9);
        assert!((WHITE.contrast(WHITE) - 1.0).abs() < 1e-9);
        // #767676 on white is the standard's own example of the lowest contrast.
        assert!((Rgb(0x76, 0x76, 0x76).contrast(WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn every_colour_becomes_readable_in_both_themes() {
        let steps = || (0..=255_u16).step_by(15).map(|step| u8::try_from(step).unwrap());
        for red in steps() {
            for green in steps() {
                for blue in steps() {
                    let brand = Brand::of(Rgb(red, green, blue));
                    for (tone, ground) in [(brand.light, LIGHT_GROUND), (brand.dark, DARK_GROUND)] {
                        assert!(tone.colour.contrast(ground) >= READABLE, "{tone:?} on {ground}");
                        assert!(tone.colour.contrast(tone.on) >= READABLE, "{tone:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_colour_that_is_readable_stays_as_it_is() {
        let green: Rgb = "#0b6e63".parse().unwrap();
        assert_eq!(Brand::of(green).light.colour, green);
        let yellow: Rgb = "#ffd800".parse().unwrap();
        assert_eq!(Brand::of(yellow).dark.colour, yellow);
        assert_ne!(Brand::of(yellow).light.colour, yellow, "yellow on white cannot be read");
    }

    #[test]
    fn a_colour_that_is_moved_keeps_its_hue() {
        for text in ["#0b6e63", "#b0003a", "#1d3fbb", "#5a2d0c"] {
            let colour: Rgb = text.parse().unwrap();
            let (hue, _, _) = colour.hsl();
            let (moved, _, _) = Brand::of(colour).dark.colour.hsl();
            let apart = (hue - moved).abs();
            assert!(apart.min(6.0 - apart) < 0.1, "{text}: {hue} became {moved}");
        }
        for text in ["#000000", "#ffffff", "#123456", "#ff0000", "#00ff7f", "#7f00ff"] {
            let colour: Rgb = text.parse().unwrap();
            let (hue, saturation, lightness) = colour.hsl();
            assert_eq!(Rgb::of_hsl(hue, saturation, lightness), colour);
        }
    }

    #[test]
    fn only_six_hexadecimal_digits_are_a_colour() {
        assert_eq!("#0B6E63".parse::<Rgb>().unwrap().to_string(), "#0b6e63");
        for text in ["", "#fff", "0b6e63", "#0b6e6g", "#+b6e63", "#0b6e63;}", "red"] {
            assert_eq!(text.parse::<Rgb>(), Err(NoColour), "{text}");
        }
    }
}
