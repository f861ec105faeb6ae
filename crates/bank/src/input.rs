//! Untrusted bytes: decoded strictly, and never collected without a limit.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use encoding_rs::{CoderResult, Decoder, DecoderResult, Encoding, UTF_8};

use crate::Problem;

/// Long enough for an XML declaration and for the namespace of a root element.
pub(crate) const HEAD_BYTES: usize = 4096;

/// The first bytes of `input`, and a reader that returns them again.
pub(crate) fn peek<R: Read>(mut input: R) -> Result<(Vec<u8>, impl Read), Problem> {
    let mut head = Vec::with_capacity(HEAD_BYTES);
    (&mut input)
        .take(HEAD_BYTES as u64)
        .read_to_end(&mut head)
        .map_err(|error| Problem::read("the file", &error))?;
    Ok((head.clone(), io::Cursor::new(head).chain(input)))
}

/// The input of a line format: bytes that [`Lines`] decodes, or UTF-8 if the file begins with the mark of another
/// encoding.
pub(crate) fn of_lines<'a>(input: impl Read + 'a, head: &[u8]) -> Result<Box<dyn Read + 'a>, Problem> {
    let encoding = encoding_of(head)?;
    Ok(if encoding == UTF_8 { Box::new(input) } else { Box::new(Utf8::new(input, encoding)) })
}

/// The encoding that a byte order mark or an XML declaration names; UTF-8 where neither does.
pub(crate) fn encoding_of(head: &[u8]) -> Result<&'static Encoding, Problem> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Ok(encoding);
    }
    let Some(label) = declared(head) else { return Ok(UTF_8) };
    Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        Problem::new(
            "ENCODING",
            "line 1",
            format!("the encoding “{}” is not known; save the file as UTF-8", crate::problem::shorten(label)),
        )
    })
}

fn declared(head: &[u8]) -> Option<&str> {
    let inside = head.strip_prefix(b"<?xml")?;
    let end = inside.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(&inside[..end]).ok()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split_once(quote).map(|(label, _)| label)
}

/// Converts any encoding to UTF-8. A byte that is invalid in the file's encoding stops the reading: nothing is guessed.
pub(crate) struct Utf8<R> {
    input: R,
    decoder: Decoder,
    raw: Box<[u8]>,
    raw_at: usize,
    raw_end: usize,
    text: Box<[u8]>,
    text_at: usize,
    text_end: usize,
    ended: bool,
}

const CHUNK: usize = 32 * 1024;

impl<R: Read> Utf8<R> {
    pub(crate) fn new(input: R, encoding: &'static Encoding) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; CHUNK].into_boxed_slice(),
            raw_at: 0,
            raw_end: 0,
            // Three bytes of UTF-8 at most for one byte of any encoding.
            text: vec![0; 3 * CHUNK + 16].into_boxed_slice(),
            text_at: 0,
            text_end: 0,
            ended: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.text_at = 0;
        self.text_end = 0;
        while self.text_end == 0 && !self.ended {
            if self.raw_at == self.raw_end {
                self.raw_end = read_some(&mut self.input, &mut self.raw)?;
                self.raw_at = 0;
            }
            let last = self.raw_end == 0;
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
                &self.raw[self.raw_at..self.raw_end],
                &mut self.text,
                last,
            );
            self.raw_at += read;
            self.text_end = written;
            match result {
                DecoderResult::InputEmpty => self.ended = last,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    return Err(io::Error::new(
                        io::ErrorKind::InvalidData,
                        format!(
                            "the file holds bytes that are not {}, the encoding that it states; save it as \
                             UTF-8 or state the right one",
                            self.decoder.encoding().name()
                        ),
                    ));
                }
            }
        }
        Ok(())
    }
}

fn read_some(input: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(into) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let text = self.fill_buf()?;
        let length = text.len().min(into.len());
        into[..length].copy_from_slice(&text[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: Read> BufRead for Utf8<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.text_at == self.text_end {
            self.refill()?;
        }
        Ok(&self.text[self.text_at..self.text_end])
    }

    fn consume(&mut self, amount: usize) {
        self.text_at += amount;
    }
}

/// How many more bytes may be read before the parser understands something; shared with the parser.
#[derive(Clone)]
pub(crate) struct Allowance(Rc<Cell<usize>>);

impl Allowance {
    /// The largest single tag, text or comment, in bytes.
    const BYTES: usize = 1024 * 1024;

    pub(crate) fn renew(&self) {
        self.0.set(Self::BYTES);
    }
}

/// A reader that stops at an endless token.
pub(crate) struct Guarded<R> {
    input: R,
    allowance: Allowance,
}

impl<R: BufRead> Guarded<R> {
    pub(crate) fn new(input: R) -> (Self, Allowance) {
        let allowance = Allowance(Rc::new(Cell::new(Allowance::BYTES)));
        (Self { input, allowance: allowance.clone() }, allowance)
    }
}

impl<R: BufRead> Read for Guarded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let text = self.fill_buf()?;
        let length = text.len().min(into.len());
        into[..length].copy_from_slice(&text[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Guarded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.allowance.0.get() == 0 {
            return Err(io::Error::new(
                io::ErrorKind::OutOfMemory,
                format!("a single tag or text is longer than {} bytes", Allowance::BYTES),
            ));
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.allowance.0.set(self.allowance.0.get().saturating_sub(amount));
        self.input.consume(amount);
    }
}

/// The lines of a line format, each decoded by itself: banks write Latin-1, and programs in between convert it to
/// UTF-8. A line ends with a line feed, a carriage return or both.
pub(crate) struct Lines<R> {
    input: io::BufReader<R>,
    bytes: Vec<u8>,
    text: String,
    /// The number of the last line, from 1.
    pub(crate) number: u64,
    /// The length of a record in characters, whether or not its line ends there.
    columns: Option<usize>,
    /// The previous line ended with a carriage return; a line feed may follow.
    after_return: bool,
    /// The previous record did not end its line.
    inside: bool,
    /// Whether records have followed each other without a line end.
    unbroken: bool,
}

/// Lines of these formats have a few hundred bytes at most.
const MAX_LINE: usize = 8 * 1024;

impl<R: Read> Lines<R> {
    pub(crate) fn new(input: R) -> Self {
        Self {
            input: io::BufReader::with_capacity(CHUNK, input),
            bytes: vec![],
            text: String::new(),
            number: 0,
            columns: None,
            after_return: false,
            inside: false,
            unbroken: false,
        }
    }

    /// Records of this many characters, which may share lines.
    pub(crate) fn of_columns(input: R, columns: usize) -> Self {
        Self { columns: Some(columns), ..Self::new(input) }
    }

    /// The next line or record without its end; `None` after the last one.
    pub(crate) fn next(&mut self) -> Result<Option<&str>, Problem> {
        self.bytes.clear();
        self.number += 1;
        if !self.read().map_err(|error| Problem::read(self.place(), &error))? {
            return Ok(None);
        }
        if self.bytes.len() >= MAX_LINE {
            let message = format!("the line is longer than {MAX_LINE} bytes");
            return Err(Problem::new("LIMIT", self.place(), message));
        }
        let mut bytes = self.bytes.as_slice();
        while let [rest @ .., 0x1A] = bytes {
            bytes = rest;
        }
        self.text.clear();
        match std::str::from_utf8(bytes) {
            Ok(text) => self.text.push_str(text),
            Err(_) => self.text.push_str(&latin_1(bytes)),
        }
        Ok(Some(&self.text))
    }

    /// Fills `bytes` up to the end of a line or record. Returns whether there was anything.
    fn read(&mut self) -> io::Result<bool> {
        let mut any = false;
        loop {
            let is_full = self.columns.is_some_and(|columns| length(&self.bytes) >= columns);
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                self.inside = false;
                return Ok(any);
            }
            if self.after_return {
                self.after_return = false;
                if buffer[0] == b'\n' {
                    self.input.consume(1);
                    continue;
                }
            }
            if self.number == 1 && !any && buffer.starts_with(b"\xEF\xBB\xBF") {
                self.input.consume(3);
                any = true;
                continue;
            }
            // A line end right after a full record belongs to it, even if it is read with the next one.
            if self.inside && !any && matches!(buffer[0], b'\n' | b'\r') {
                self.inside = false;
                self.after_return = buffer[0] == b'\r';
                self.input.consume(1);
                continue;
            }
            if is_full {
                // A multi-byte letter may continue.
                if is_cut(&self.bytes) && buffer[0] & 0xC0 == 0x80 {
                    self.bytes.push(buffer[0]);
                    self.input.consume(1);
                    continue;
                }
                self.unbroken |= !matches!(buffer[0], b'\n' | b'\r');
                self.inside = true;
                return Ok(true);
            }
            any = true;
            let wanted = self.columns.map_or(MAX_LINE, |columns| columns - length(&self.bytes));
            let taken = wanted.min(buffer.len()).min(MAX_LINE - self.bytes.len());
            match buffer[..taken].iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
                Some(end) => {
                    self.bytes.extend_from_slice(&buffer[..end]);
                    self.after_return = buffer[end] == b'\r';
                    self.inside = false;
                    self.input.consume(end + 1);
                    return Ok(true);
                }
                None => {
                    self.bytes.extend_from_slice(&buffer[..taken]);
                    self.input.consume(taken);
                    if self.bytes.len() >= MAX_LINE {
                        return Ok(true);
                    }
                }
            }
        }
    }

    pub(crate) fn place(&self) -> String {
        format!("{} {}", if self.unbroken { "record" } else { "line" }, self.number)
    }
}

/// The number of characters: of UTF-8 if it is valid, even with a cut last one; otherwise one per byte.
fn length(bytes: &[u8]) -> usize {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.chars().count(),
        Err(error) if error.error_len().is_none() => {
            1 + String::from_utf8_lossy(&bytes[..error.valid_up_to()]).chars().count()
        }
        Err(_) => bytes.len(),
    }
}

/// Whether the last UTF-8 character is cut.
fn is_cut(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// Every byte is the character of its number, except those that Windows uses for quotes and dashes.
fn latin_1(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len() + 8);
    let mut decoder = encoding_rs::WINDOWS_1252.new_decoder_without_bom_handling();
    let (result, ..) = decoder.decode_to_string(bytes, &mut text, true);
    debug_assert!(matches!(result, CoderResult::InputEmpty), "windows-1252 knows every byte");
    text
}
