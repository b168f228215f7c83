//! A head of the audit log as somebody else holds it: every batch names the act it was closed with, so that what the office has proves
//! the laptop's log (R27). Whoever reads it out need not read all of it.

use std::fmt;
use std::str::FromStr;

/// So many of a hash's digits are enough to tell it from any other: 64 bits.
pub const ENOUGH: usize = 16;
/// So many it has.
const WHOLE: usize = 64;

/// An act's number, and the value of the chain there or how that begins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClaimedHead {
    act: u64,
    digits: String,
}

/// What was written is no head.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("Write the act’s number and at least the first 16 digits of the head there, such as 412:3fa9 02c1 77de b04e.")]
pub struct NotAHead;

impl ClaimedHead {
    /// A head that is known whole.
    #[must_use]
    pub fn whole(act: u64, chain: [u8; 32]) -> Self {
        Self { act, digits: hex::encode(chain) }
    }

    /// The act's number.
    #[must_use]
    pub fn act(&self) -> u64 {
        self.act
    }

    /// Whether it is the value of the chain at that act.
    #[must_use]
    pub fn is(&self, chain: &[u8; 32]) -> bool {
        hex::encode(chain).starts_with(&self.digits)
    }
}

/// `412:3fa9…`, or with a gap in the place of the colon; the digits may stand in groups.
impl FromStr for ClaimedHead {
    type Err = NotAHead;

    fn from_str(text: &str) -> Result<Self, NotAHead> {
        let (act, digits) = text.trim().split_once([':', ' ']).ok_or(NotAHead)?;
        let act = act.replace(',', "").parse().map_err(|_| NotAHead)?;
        let digits: String = digits.chars().filter(|char| !char.is_whitespace()).collect();
        let digits = digits.to_ascii_lowercase();
        let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if act == 0 || !hex || !(ENOUGH..=WHOLE).contains(&digits.len()) {
            return Err(NotAHead);
        }
        Ok(Self { act, digits })
    }
}

/// What comes of comparing it with the log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Compared {
    /// The log still has that act with that value: it is as it was up to there.
    Same {
        /// The act.
        act: u64,
        /// The last act that there is now.
        last: u64,
    },
    /// The log ends before that act: something was cut off its end.
    CutShort {
        /// The act.
        act: u64,
        /// The last act that there is now.
        last: u64,
    },
    /// The log has another value there: what came before was changed.
    Differs {
        /// The act.
        act: u64,
    },
    /// The log has not that act so, and a backup was restored since: the other copy may be from before that.
    BeforeRestore {
        /// The act.
        act: u64,
    },
}

impl Compared {
    /// What came of it, in a word for scripts.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Same { .. } => "same",
            Self::CutShort { .. } => "cut-short",
            Self::Differs { .. } => "differs",
            Self::BeforeRestore { .. } => "before-restore",
        }
    }

    /// Whether the log is as the other one says.
    #[must_use]
    pub fn is_same(self) -> bool {
        matches!(self, Self::Same { .. })
    }
}

impl fmt::Display for Compared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same { act, last } if act == last => {
                write!(f, "Act {act} is as the other copy has it, and is the last.")
            }
            Self::Same { act, last } => {
                write!(f, "Act {act} is as the other copy has it. {} came after it.", last - act)
            }
            Self::CutShort { act, last } => write!(
                f,
                "The log ends with act {last}, and the other copy knows act {act}: acts were cut off its end. Tell the data \
                 protection officer, and keep this desk as it is."
            ),
            Self::Differs { act } => write!(
                f,
                "Act {act} is not as the other copy has it: the log was changed there or before. Tell the data protection \
                 officer, and keep this desk as it is."
            ),
            Self::BeforeRestore { act } => write!(
                f,
                "The log does not have act {act} so. A backup was restored here: where the other copy is from before that, the \
                 desk that was set aside then has that act. To be sure, compare with a batch that was closed since."
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r27_a_head_is_read_as_people_write_it() {
        let chain = [0x3f; 32];
        let whole = ClaimedHead::whole(1412, chain);
        let digits = hex::encode(chain);
        assert_eq!(format!("1412:{digits}").parse(), Ok(whole.clone()));
        for written in ["1,412:3f3f 3f3f 3f3f 3f3f", " 1412 3F3F3F3F3F3F3F3F3F "] {
            let head: ClaimedHead = written.parse().unwrap();
            assert!(head.act() == 1412 && head.is(&chain) && !head.is(&[0x3e; 32]), "{written}");
        }
        for wrong in ["", "1412", "1412:3f3f", "0:3f3f3f3f3f3f3f3f", "x:3f3f3f3f3f3f3f3f", "1412:3g3f3f3f3f3f3f3f"] {
            assert_eq!(wrong.parse::<ClaimedHead>(), Err(NotAHead), "{wrong}");
        }
        assert!(format!("1412:{digits}0").parse::<ClaimedHead>().is_err(), "longer than a hash");
    }
}
