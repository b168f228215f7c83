//! The window, driven as people drive it: by names and keys.

mod widgets;
