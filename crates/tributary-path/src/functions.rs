//! Function expressions (RFC 9535, section 2.4) and the types of their arguments (section 2.4.3).

use jsonpath_rust::parser::model::{FnArg, Test, TestFunction};

use super::convert::Convert;
use super::lex::syntax;
use super::{Expr, Literal, Path, Pattern, Value};
use crate::error::{Code, Error};
use crate::regex::{Regex, RegexError};

impl Convert<'_> {
    /// A function whose result is of `LogicalType`: `match` (section 2.4.6) and `search` (section 2.4.7).
    pub(super) fn logical_function(&mut self, function: &TestFunction) -> Result<Expr, Error> {
        let at = self.next_function();
        let (subject, pattern, whole) = match function {
            TestFunction::Match(subject, pattern) => (subject, pattern, true),
            TestFunction::Search(subject, pattern) => (subject, pattern, false),
            TestFunction::Length(_) | TestFunction::Count(_) => {
                return Err(syntax(self.text, at, "this function gives a number: compare it, as in “count(…) > 0”."));
            }
            TestFunction::Value(_) => {
                return Err(syntax(self.text, at, "“value” gives a value: compare it, as in “value(…) == 1”."));
            }
            TestFunction::Custom(name, _) => return Err(self.unknown(at, name)),
        };
        let subject = self.value_argument(subject, at)?;
        let pattern = match self.value_argument(pattern, at)? {
            Value::Literal(Literal::String(source)) => Pattern::Literal(self.compiled(&source, at)?),
            Value::Literal(_) => Pattern::Literal(None),
            dynamic => Pattern::Dynamic(dynamic),
        };
        Ok(Expr::Regex { subject, pattern, whole })
    }

    /// A function whose result is of `ValueType`: `length`, `count` and `value`.
    pub(super) fn value_function(&mut self, function: &TestFunction) -> Result<Value, Error> {
        let at = self.next_function();
        match function {
            TestFunction::Length(argument) => Ok(Value::Length(Box::new(self.value_argument(argument, at)?))),
            TestFunction::Count(argument) => self.nodes_argument(argument, at).map(Value::Count),
            TestFunction::Value(argument) => self.nodes_argument(argument, at).map(Value::Value),
            TestFunction::Match(..) | TestFunction::Search(..) => {
                Err(syntax(self.text, at, "this function is true or false by itself: it gives no value."))
            }
            TestFunction::Custom(name, _) => Err(self.unknown(at, name)),
        }
    }

    /// An argument of declared type `ValueType`.
    fn value_argument(&mut self, argument: &FnArg, function: usize) -> Result<Value, Error> {
        match argument {
            FnArg::Literal(literal) => Ok(Value::Literal(self.literal(literal))),
            FnArg::Filter(_) => Err(self.condition(function)),
            FnArg::Test(test) => match test.as_ref() {
                Test::Function(inner) => self.value_function(inner),
                query => {
                    let path = self.query(query)?;
                    if !path.is_singular() {
                        let message = "this function takes one value, and this path can select many.";
                        return Err(syntax(self.text, function, message));
                    }
                    Ok(Value::Singular(path))
                }
            },
        }
    }

    /// An argument of declared type `NodesType`.
    fn nodes_argument(&mut self, argument: &FnArg, function: usize) -> Result<Path, Error> {
        match argument {
            FnArg::Literal(_) => Err(syntax(self.text, function, "this function takes a path.")),
            FnArg::Filter(_) => Err(self.condition(function)),
            FnArg::Test(test) => self.query(test),
        }
    }

    fn condition(&self, at: usize) -> Error {
        syntax(self.text, at, "this function does not take a condition.")
    }

    fn unknown(&self, at: usize, name: &str) -> Error {
        syntax(self.text, at, &format!("there is no function “{name}”."))
    }

    /// What does not conform to RFC 9485 matches nothing (section 2.4.6); what is too large is the user's to know.
    fn compiled(&mut self, source: &str, at: usize) -> Result<Option<Regex>, Error> {
        match Regex::new(source, self.states) {
            Ok(regex) => {
                self.states -= regex.states();
                Ok(Some(regex))
            }
            Err(RegexError::Syntax) => Ok(None),
            Err(RegexError::TooLarge) => {
                let message = "The patterns of this path are too large: shorten their repetitions.";
                Err(Error::new(Code::Limit, message).at(self.text, at))
            }
        }
    }
}
