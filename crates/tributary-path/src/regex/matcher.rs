//! Following all states of an automaton at once (Thompson's simulation).

use super::Regex;
use super::compile::State;

/// The memory that matching needs, kept from one match to the next.
#[derive(Debug, Default)]
pub struct Matcher {
    /// Where the last character led to.
    seeds: Vec<usize>,
    /// Every state reached at this place; those that take a character, and those only passed through.
    reached: Vec<usize>,
    /// Whether a state is in `reached`: at which step it was put there.
    seen: Vec<usize>,
    step: usize,
}

impl Matcher {
    /// Whether `regex` matches the whole text, or some part of it. `spend` is told what each step costs, and ends
    /// the match by an error.
    ///
    /// # Errors
    /// `spend`'s.
    pub fn matches<E>(
        &mut self,
        regex: &Regex,
        mut text: impl Iterator<Item = u32>,
        whole: bool,
        mut spend: impl FnMut(usize) -> Result<(), E>,
    ) -> Result<bool, E> {
        let program = &*regex.0;
        self.seeds.clear();
        self.seen.clear();
        self.seen.resize(program.states.len(), 0);
        self.step = 0;
        spend(program.states.len() / 16)?;
        loop {
            let next = text.next();
            let at_start = self.step == 0;
            self.step += 1;
            if at_start || !whole {
                self.seeds.push(0);
            }
            let matched = self.close(&program.states, at_start, next.is_none());
            if matched && (!whole || next.is_none()) {
                return Ok(true);
            }
            spend(self.reached.len() + 1)?;
            let Some(point) = next else { return Ok(false) };
            for &state in &self.reached {
                let takes = match program.states[state] {
                    State::Character(character) => u32::from(character) == point,
                    State::Class(class) => program.classes[class].contains(point),
                    _ => false,
                };
                if takes {
                    self.seeds.push(state + 1);
                }
            }
            if whole && self.seeds.is_empty() {
                return Ok(false);
            }
        }
    }

    /// Goes on from the seeds without taking a character; whether the pattern has matched here.
    #[inline]
    fn close(&mut self, states: &[State], at_start: bool, at_end: bool) -> bool {
        let mut matched = false;
        self.reached.clear();
        while let Some(state) = self.seeds.pop() {
            if std::mem::replace(&mut self.seen[state], self.step) == self.step {
                continue;
            }
            self.reached.push(state);
            match states[state] {
                State::Split(one, other) => self.seeds.extend([one, other]),
                State::Jump(to) => self.seeds.push(to),
                State::Start if at_start => self.seeds.push(state + 1),
                State::End if at_end => self.seeds.push(state + 1),
                State::Match => matched = true,
                State::Start | State::End | State::Character(_) | State::Class(_) => {}
            }
        }
        matched
    }
}
