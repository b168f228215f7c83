//! A source file as the paths that stand in it: `use a::{b, c::d};` is `a::b` and `a::c::d`.
//!
//! Comments and strings hold no paths. What a path means (a module, a variable) does not matter here.

use std::collections::BTreeSet;

/// One `a::b::c`.
struct Mention {
    path: Vec<String>,
    /// The name that a `use` gives it in this file.
    name: Option<String>,
    /// How many modules of its own file it stands in.
    inner: usize,
}

/// Every path in a file.
pub(super) struct Source(Vec<Mention>);

impl Source {
    /// Reads a file's text.
    pub(super) fn read(text: &str) -> Self {
        let tokens = tokens(text);
        let mut mentions = Vec::new();
        let mut modules = Vec::new(); // the brace depth at which each open `mod x {` began
        let (mut braces, mut at) = (0_usize, 0);
        while at < tokens.len() {
            match tokens[at].as_str() {
                "mod" if tokens.get(at + 2).is_some_and(|token| token == "{") => {
                    modules.push(braces);
                    at += 2;
                    continue;
                }
                "{" => braces += 1,
                "}" => {
                    braces = braces.saturating_sub(1);
                    modules.pop_if(|began| *began == braces);
                }
                "use" => {
                    let inner = modules.len();
                    at = tree(&tokens, at + 1, &[], &mut |path, name| {
                        mentions.push(Mention { path, name: Some(name), inner });
                    });
                    continue;
                }
                token if is_name(token) => {
                    let (path, next) = path(&tokens, at);
                    mentions.push(Mention { path, name: None, inner: modules.len() });
                    at = next;
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        let whole = mentions.iter().filter_map(|mention| in_full(mention, &mentions)).collect::<Vec<_>>();
        mentions.extend(whole);
        Self(mentions)
    }

    /// The parts of the house that this file names, through `crate`, `lanyard` or enough `super`. `depth` counts the
    /// modules from the crate's root down to the file's own.
    pub(super) fn used_parts(&self, depth: usize) -> BTreeSet<String> {
        let root = |mention: &Mention| {
            let path = &mention.path;
            let here = usize::from(path[0] == "self");
            let up = path[here..].iter().take_while(|name| *name == "super").count();
            match path[0].as_str() {
                "crate" | "lanyard" => path.get(1).cloned(),
                _ if up > 0 && up >= depth + mention.inner => path.get(here + up).cloned(),
                _ => None,
            }
        };
        self.0.iter().filter_map(root).collect()
    }

    /// Whether `a::b` or anything in it is named. `a::*` names all of `a`.
    pub(super) fn mentions(&self, word: &str) -> bool {
        let word: Vec<&str> = word.split("::").collect();
        self.0.iter().any(|Mention { path, .. }| {
            let everything = path.last().is_some_and(|name| name == "*") && path.len() <= word.len();
            let compared = if everything { path.len() - 1 } else { word.len() };
            path.len() >= compared && path.iter().zip(&word[..compared]).all(|(a, b)| a == b)
        })
    }
}

/// What a path means whose first name came from a `use`: after `use std::process;`, `process::Command` is
/// `std::process::Command`.
fn in_full(mention: &Mention, all: &[Mention]) -> Option<Mention> {
    let brought = all.iter().find(|other| mention.name.is_none() && other.name.as_ref() == mention.path.first())?;
    let above = brought.path.iter().filter(|name| *name != "self");
    let path = above.chain(&mention.path[1..]).cloned().collect();
    Some(Mention { path, name: None, inner: brought.inner })
}

/// Reads a use tree that begins at `at`, below `above`; hands every path with its name here to `found`, and gives where
/// the tree ends. `use crate as x` names the root itself: it reads `crate::self`, which no list allows.
fn tree(tokens: &[String], mut at: usize, above: &[String], found: &mut dyn FnMut(Vec<String>, String)) -> usize {
    let mut path = above.to_vec();
    let mut alias = None;
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "::" => {}
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    at = tree(tokens, at, &path, found);
                    at += usize::from(tokens.get(at).is_some_and(|token| token == ","));
                }
                return at + 1;
            }
            "*" => path.push("*".to_owned()),
            "as" => {
                at += 1;
                alias = tokens.get(at).cloned();
            }
            name if is_name(name) => path.push(name.to_owned()),
            _ => break,
        }
        at += 1;
    }
    if path.len() == above.len() {
        return at + 1;
    }
    if path.iter().all(|name| ["crate", "lanyard", "super"].contains(&name.as_str())) {
        path.push("self".to_owned());
    }
    let own = path.iter().rfind(|name| *name != "self").cloned();
    found(path, alias.or(own).unwrap_or_default());
    at
}

/// Reads a path in an expression or a type: names joined by `::`, up to the first that is something else.
fn path(tokens: &[String], mut at: usize) -> (Vec<String>, usize) {
    let mut path = vec![tokens[at].clone()];
    at += 1;
    while tokens.get(at).is_some_and(|token| token == "::") && tokens.get(at + 1).is_some_and(|name| is_name(name)) {
        path.push(tokens[at + 1].clone());
        at += 2;
    }
    (path, at)
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Names, `::` and single signs; without comments, strings, characters, lifetimes and white space.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if let Some(nothing) = without_paths(rest) {
            nothing
        } else if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(rest[..length].to_owned());
            length
        } else {
            let length = if rest.starts_with("::") { 2 } else { first.len_utf8() };
            tokens.push(rest[..length].to_owned());
            length
        };
        rest = &rest[length..];
    }
    tokens
}

/// The length of what stands at the beginning and can hold no path, if such a thing does.
fn without_paths(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if first.is_whitespace() {
        return Some(first.len_utf8());
    }
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return Some(block_comment(text));
    }
    if text.starts_with('\'') {
        return Some(character(text));
    }
    let prefix = ["br", "cr", "r", "b", "c", ""].into_iter().find(|prefix| {
        let opening = text.strip_prefix(prefix).unwrap_or_default();
        opening.starts_with('"') || (prefix.ends_with('r') && opening.trim_start_matches('#').starts_with('"'))
    });
    match prefix {
        Some(prefix) => Some(prefix.len() + string(&text[prefix.len()..], prefix.ends_with('r'))),
        None if text.starts_with("r#") => Some(2), // a raw name: what follows is the name
        None => None,
    }
}

/// The length of a block comment, those within it included.
fn block_comment(text: &str) -> usize {
    let (mut open, mut at) = (0_usize, 0);
    while let Some(next) = text[at..].find(['/', '*']) {
        at += next;
        if text[at..].starts_with("/*") {
            open += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            open -= 1;
            at += 2;
            if open == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    text.len()
}

/// The length of a character (`'a'`, `'\''`), or of the sign of a lifetime with its name.
fn character(text: &str) -> usize {
    let inside = &text[1..];
    if let Some(escaped) = inside.strip_prefix('\\') {
        let skipped = escaped.chars().next().map_or(0, char::len_utf8);
        return 2 + skipped + escaped[skipped..].find('\'').map_or(0, |end| end + 1);
    }
    let first = inside.chars().next().map_or(0, char::len_utf8);
    if inside[first..].starts_with('\'') {
        return 1 + first + 1;
    }
    1 + inside.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(inside.len())
}

/// The length of a string from its first `#` or `"`.
fn string(text: &str, raw: bool) -> usize {
    let hashes = text.len() - text.trim_start_matches('#').len();
    let inside = &text[hashes + 1..];
    if raw {
        let end = format!("\"{}", "#".repeat(hashes));
        return hashes + 1 + inside.find(&end).map_or(inside.len(), |at| at + end.len());
    }
    let mut at = 0;
    while let Some(next) = inside[at..].find(['\\', '"']) {
        at += next + 1;
        if inside[at - 1..].starts_with('"') {
            return 1 + at;
        }
        at += inside[at..].chars().next().map_or(0, char::len_utf8);
    }
    text.len()
}
