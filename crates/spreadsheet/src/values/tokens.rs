//! Folded text, taken apart into numbers, words and marks.

use crate::values::calendar;

/// A piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    /// Its value, and how many digits it is written with.
    Number(u32, usize),
    /// Letters only.
    Word(&'t str),
    /// Any other sign.
    Mark(char),
}

/// A place among tokens, from which they are taken one by one.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'t> {
    tokens: &'t [Token<'t>],
    at: usize,
}

impl<'t> Token<'t> {
    /// The tokens of a text, or `None` where it is no short text of usual numbers.
    pub(crate) fn of(text: &'t str) -> Option<Vec<Self>> {
        const MOST: usize = 60;
        let mut tokens = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let same = |wanted: fn(char) -> bool| {
                rest.find(|letter: char| !wanted(letter))
                    .unwrap_or(rest.len())
            };
            let (token, length) = if first.is_ascii_digit() {
                let length = same(|letter| letter.is_ascii_digit());
                let digits = rest.get(..length)?;
                if length > 9 {
                    return None;
                }
                (Self::Number(digits.parse().ok()?, length), length)
            } else if first.is_alphabetic() {
                let length = same(char::is_alphabetic);
                (Self::Word(rest.get(..length)?), length)
            } else {
                (Self::Mark(first), first.len_utf8())
            };
            tokens.push(token);
            rest = rest.get(length..)?;
            if tokens.len() > MOST {
                return None;
            }
        }
        Some(tokens)
    }
}

impl Token<'_> {
    /// How many letters, digits or signs it is.
    fn letters(&self) -> usize {
        match self {
            Self::Number(_, digits) => *digits,
            Self::Word(word) => word.chars().count(),
            Self::Mark(_) => 1,
        }
    }
}

impl<'t> Cursor<'t> {
    /// How many letters, digits and signs were passed.
    pub(crate) fn passed(&self) -> usize {
        let passed = self.tokens.get(..self.at).unwrap_or_default();
        passed.iter().map(Token::letters).sum()
    }

    pub(crate) fn new(tokens: &'t [Token<'t>]) -> Self {
        Self { tokens, at: 0 }
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn go(&mut self, at: usize) {
        self.at = at;
    }

    pub(crate) fn at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub(crate) fn peek(&self) -> Option<Token<'t>> {
        self.tokens.get(self.at).copied()
    }

    pub(crate) fn number(&mut self) -> Option<(u32, usize)> {
        let Some(Token::Number(value, digits)) = self.peek() else {
            return None;
        };
        self.at += 1;
        Some((value, digits))
    }

    pub(crate) fn word(&mut self) -> Option<&'t str> {
        let Some(Token::Word(word)) = self.peek() else {
            return None;
        };
        self.at += 1;
        Some(word)
    }

    /// Passes a word if it is one of these.
    pub(crate) fn word_is(&mut self, words: &[&str]) -> bool {
        let is = matches!(self.peek(), Some(Token::Word(word)) if words.contains(&word));
        self.at += usize::from(is);
        is
    }

    /// Passes a word if it is this one, or this one and a weekday.
    pub(crate) fn word_begins(&mut self, begin: &str) -> bool {
        let Some(Token::Word(word)) = self.peek() else {
            return false;
        };
        let Some(rest) = word.strip_prefix(begin) else {
            return false;
        };
        let whole = rest.is_empty() || calendar::weekdays(rest) != 0;
        self.at += usize::from(whole);
        whole
    }

    /// Passes a mark if it is one of these.
    pub(crate) fn one_of(&mut self, marks: &[char]) -> Option<char> {
        match self.peek() {
            Some(Token::Mark(mark)) if marks.contains(&mark) => {
                self.at += 1;
                Some(mark)
            }
            _ => None,
        }
    }

    /// Passes all of these marks; tells whether there were any.
    pub(crate) fn marks(&mut self, marks: &[char]) -> bool {
        let before = self.at;
        while self.one_of(marks).is_some() {}
        self.at > before
    }

    /// Passes a mark (or a word of one letter) that a number of so many digits follows.
    pub(crate) fn mark_then_number(&mut self, mark: char, wanted: usize) -> bool {
        let is_mark = match self.peek() {
            Some(Token::Mark(read)) => read == mark,
            Some(Token::Word(word)) => word.len() == 1 && word.starts_with(mark),
            _ => false,
        };
        let next = self.tokens.get(self.at + 1);
        let passes = is_mark && matches!(next, Some(Token::Number(_, digits)) if *digits == wanted);
        self.at += usize::from(passes);
        passes
    }

    /// Whether what follows makes the number before it an hour.
    pub(crate) fn time_follows(&self) -> bool {
        let unit = |word: &str| ["h", "am", "pm", "uhr", "時", "u"].contains(&word);
        match (self.peek(), self.tokens.get(self.at + 1)) {
            (Some(Token::Mark(':')), _) => true,
            (Some(Token::Word(word)), _) => unit(word),
            (Some(Token::Mark(' ')), Some(Token::Word(word))) => unit(word),
            _ => false,
        }
    }

    /// Whether the token passed last names a month.
    pub(crate) fn peek_back_is_month(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        matches!(before, Some(Token::Word(word)) if calendar::month(word).is_some())
    }

    /// Whether a month is named further on.
    pub(crate) fn has_month_ahead(&self) -> bool {
        let ahead = self.tokens.get(self.at..).unwrap_or_default();
        ahead
            .iter()
            .any(|token| matches!(token, Token::Word(word) if calendar::month(word).is_some()))
            || ahead
                .iter()
                .filter(|token| matches!(token, Token::Number(..)))
                .count()
                > 1
    }
}
