//! The reader's steps over whole values.

use super::error::{JsonError, Reason};
use super::{Kind, Reader, number, scan, skip, string};

impl Reader<'_> {
    /// Passes over the next value, which is `depth` containers deep already.
    ///
    /// # Errors
    /// Where it is not JSON, or nests too deep.
    #[inline(always)]
    pub fn skip_value(&mut self, depth: usize) -> Result<Kind, JsonError> {
        let token = self.token();
        if token == b'{' || token == b'[' { self.skip_container(token, depth) } else { self.scalar(token) }
    }

    /// Passes over an array or object that begins with `token` and is `depth` containers deep already.
    ///
    /// # Errors
    /// As [`Self::skip_value`].
    #[inline(always)]
    pub(crate) fn skip_container(&mut self, token: u8, depth: usize) -> Result<Kind, JsonError> {
        self.at = skip::end_of_value(self.bytes, self.at, depth)?;
        Ok(if token == b'{' { Kind::Object } else { Kind::Array })
    }

    /// Passes over the rest of an array that is `depth` containers deep and of which an element is next.
    ///
    /// # Errors
    /// As [`Self::skip_value`].
    pub(crate) fn skip_rest_of_array(&mut self, depth: usize) -> Result<(), JsonError> {
        self.at = skip::end_of_array(self.bytes, self.at, depth)?;
        Ok(())
    }

    /// As [`Self::scalar`], with the double that a number is: see [`super::Found::number`].
    ///
    /// # Errors
    /// Where it is not JSON.
    #[inline(always)]
    pub(crate) fn read_scalar(&mut self, token: u8) -> Result<(Kind, f64), JsonError> {
        if let b'-' | b'0'..=b'9' = token {
            let (at, number) = number::read(self.bytes, self.at, token)?;
            self.at = at;
            return Ok((Kind::Number, number));
        }
        self.scalar(token).map(|kind| (kind, f64::NAN))
    }

    /// Passes over a value that is neither an array nor an object, and begins with `token`.
    ///
    /// # Errors
    /// Where it is not JSON.
    #[inline(always)]
    pub fn scalar(&mut self, token: u8) -> Result<Kind, JsonError> {
        match token {
            b'"' => self.string(),
            b'-' | b'0'..=b'9' => {
                self.at = number::end_of_number(self.bytes, self.at, token)?;
                Ok(Kind::Number)
            }
            _ => self.literal(),
        }
    }

    /// Passes over a string whose opening quote is next.
    #[inline(always)]
    fn string(&mut self) -> Result<Kind, JsonError> {
        let (at, kind) = string::end_of_string(self.bytes, self.at + 1)?;
        self.at = at;
        Ok(kind)
    }

    /// Passes over a string that may have as many bytes as another one had; how many it has. A processor goes on behind
    /// it before it has looked for its end.
    ///
    /// # Errors
    /// Where it is not JSON.
    #[inline(always)]
    pub(crate) fn string_like(&mut self, length: usize) -> Result<usize, JsonError> {
        if scan::is_plain(self.bytes, self.at + 1, length) {
            self.at += length + 2;
            return Ok(length);
        }
        let start = self.at;
        self.string()?;
        Ok(self.at - start - 2)
    }

    /// Passes over one of the three literal names.
    #[inline(always)]
    fn literal(&mut self) -> Result<Kind, JsonError> {
        let (kind, length) = match self.bytes.get(self.at..).unwrap_or_default() {
            [b't', b'r', b'u', b'e', ..] => (Kind::True, 4),
            [b'f', b'a', b'l', b's', b'e', ..] => (Kind::False, 5),
            [b'n', b'u', b'l', b'l', ..] => (Kind::Null, 4),
            _ => return Err(self.error(Reason::Expected("a value"))),
        };
        self.at += length;
        Ok(kind)
    }
}
