//! What a lead sets for a desk, whoever works at it: when it locks itself, and how it is backed up (R22).

/// A number out of a closed list, so that no other can be set.
macro_rules! one_of {
    ($(#[$about:meta])* $name:ident: $type:ty, [$($choice:literal),+], usually $usual:literal) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub struct $name($type);

        impl $name {
            /// Everything that can be chosen, the smallest first.
            pub const ALL: &'static [Self] = &[$(Self($choice)),+];

            /// This many, where that can be chosen.
            #[must_use]
            pub fn of(number: $type) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.0 == number)
            }

            /// How many.
            #[must_use]
            pub fn number(self) -> $type {
                self.0
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self($usual)
            }
        }
    };
}

one_of! {
    /// After so many minutes without a touch the desk locks itself. There is no *never*.
    LockAfter: u32, [3, 5, 10, 15, 30], usually 3
}

one_of! {
    /// Every so many minutes in which something was saved, the desk is backed up by itself.
    BackUpEvery: u32, [15, 30, 60, 120], usually 30
}

one_of! {
    /// So many backups are kept in the desk's own folder. There is no 0: the newest always stays.
    Copies: u32, [3, 7, 14, 30], usually 14
}

/// What is set for a desk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DeskRules {
    /// When it locks itself.
    pub lock_after: LockAfter,
    /// How often it is backed up by itself; never, where there is nothing.
    pub back_up_every: Option<BackUpEvery>,
    /// How many backups are kept beside it.
    pub copies: Copies,
}

impl Default for DeskRules {
    fn default() -> Self {
        Self {
            lock_after: LockAfter::default(),
            back_up_every: Some(BackUpEvery::default()),
            copies: Copies::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_listed_can_be_set() {
        assert_eq!(LockAfter::of(10).map(LockAfter::number), Some(10));
        assert_eq!((LockAfter::of(0), LockAfter::of(31), Copies::of(0), BackUpEvery::of(1)), (None, None, None, None));
        assert_eq!(LockAfter::of(LockAfter::default().number()), Some(LockAfter::default()));
    }
}
