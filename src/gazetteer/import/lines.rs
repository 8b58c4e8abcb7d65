//! [`Lines`]: the lines of a list, one in memory at a time. A line that is no UTF-8 is the fault of that line only.

use std::io::BufRead;

use crate::Error;
use crate::error::ErrorKind;

pub(super) struct Lines<'f, R> {
    file: &'f str,
    reader: R,
    buffer: Vec<u8>,
    /// 1-based number of the line in `buffer`.
    number: usize,
}

/// A line and its 1-based number.
pub(super) struct Line<'l> {
    pub(super) number: usize,
    pub(super) text: Result<&'l str, ErrorKind>,
}

impl<'f, R: BufRead> Lines<'f, R> {
    pub(super) fn new(file: &'f str, reader: R) -> Lines<'f, R> {
        Lines { file, reader, buffer: Vec::new(), number: 0 }
    }

    /// The next line that is not empty and does not begin with `#`, a byte order mark before the first one
    /// and CR before LF are no part of it.
    pub(super) fn next(&mut self) -> Result<Option<Line<'_>>, Error> {
        loop {
            self.buffer.clear();
            let read = self.reader.read_until(b'\n', &mut self.buffer);
            self.number += 1;
            match read {
                Ok(0) => return Ok(None),
                Ok(_) => {}
                Err(error) => {
                    let kind = ErrorKind::Read { what: "list".to_owned(), reason: error.to_string() };
                    return Err(Error::new(self.file, self.number, kind));
                }
            }
            let line = self.bytes();
            if !line.trim_ascii().is_empty() && !line.starts_with(b"#") {
                break;
            }
        }
        let text = std::str::from_utf8(self.bytes()).map_err(|error| {
            let at = error.valid_up_to();
            let byte = self.bytes().get(at).copied().unwrap_or_default();
            ErrorKind::Found { found: format!("byte 0x{byte:02X} at byte {at}"), expected: "UTF-8" }
        });
        Ok(Some(Line { number: self.number, text }))
    }

    fn bytes(&self) -> &[u8] {
        let line = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        // A byte order mark is of the file, so it can only be before its first line.
        if self.number == 1 { line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(line) } else { line }
    }
}
