//! What differs between two versions of a notice, sentence by sentence, so that whoever publishes one sees what they change
//! (R26).

use std::collections::BTreeMap;

use super::notice::NoticeVersion;
use super::retention::Kept;
use super::statement::Statement;

/// What a version says, published or not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wording {
    /// The notice itself, in Markdown.
    pub text: String,
    /// What staff say first.
    pub first_say: String,
    /// How a person can stop news.
    pub how_to_stop: String,
    /// The words of each statement, as they are read.
    pub statements: BTreeMap<Statement, String>,
    /// The periods, as they are typed or in days.
    pub periods: BTreeMap<Kept, String>,
}

/// A sentence that one version has and the other has not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sentence {
    /// It is taken out.
    Gone(String),
    /// It is put in.
    New(String),
}

/// What differs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Changes {
    /// Sentences of the text, of what is said first and of how to stop, in their order.
    pub sentences: Vec<Sentence>,
    /// Statements with other words, new ones and dropped ones among them.
    pub statements: Vec<Statement>,
    /// Kinds of data with other periods.
    pub periods: Vec<Kept>,
}

impl Wording {
    fn period(&self, kept: Kept) -> &str {
        self.periods.get(&kept).map_or("", |typed| typed.trim())
    }
}

impl Changes {
    /// From one version to the next.
    #[must_use]
    pub fn between(before: &Wording, after: &Wording) -> Self {
        let of = |wording: &Wording| {
            let mut all = sentences(&wording.text);
            all.extend(sentences(&wording.first_say));
            all.extend(sentences(&wording.how_to_stop));
            all
        };
        let differs = |statement: &Statement| before.statements.get(statement) != after.statements.get(statement);
        let statements = Statement::all().filter(differs).collect();
        let periods = Kept::ALL.iter().copied().filter(|kept| before.period(*kept) != after.period(*kept)).collect();
        Self { sentences: differing(&of(before), &of(after)), statements, periods }
    }

    /// Whether the two say the same.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl NoticeVersion {
    /// What it says; `named` is the organisation, for a version whose words take that in.
    #[must_use]
    pub fn wording(&self, named: &str) -> Wording {
        let said = |statement: &Statement| {
            let words = self.statement(*statement, named).map(|line| line.as_str().to_owned());
            (*statement, words.unwrap_or_default())
        };
        Wording {
            text: self.text.clone(),
            first_say: self.first_say.clone(),
            how_to_stop: self.how_to_stop.clone(),
            statements: self.statements.keys().map(said).collect(),
            periods: self.retention.typed(),
        }
    }
}

/// A Markdown text in its sentences: a heading, a list item and a row of a table end one too. Where its lines break says
/// nothing.
fn sentences(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut block = String::new();
    let mut end = |block: &mut String| {
        let mut sentence = String::new();
        for word in block.split_whitespace() {
            sentence.extend([(!sentence.is_empty()).then_some(" "), Some(word)].into_iter().flatten());
            if word.ends_with(['.', '?', '!']) {
                found.push(std::mem::take(&mut sentence));
            }
        }
        found.extend((!sentence.is_empty()).then_some(sentence));
        block.clear();
    };
    for line in markdown.lines() {
        let line = line.trim();
        let stands_alone = line.starts_with(['#', '|']);
        if line.is_empty() || stands_alone || line.starts_with("- ") || line.starts_with("* ") {
            end(&mut block);
        }
        // A line under a table's titles says nothing.
        if line.starts_with('|') && line.chars().all(|char| matches!(char, '|' | '-' | ':' | ' ')) {
            continue;
        }
        block.push_str(line.trim_start_matches(['#', '|', '-', '*']).trim_end_matches('|').trim());
        block.push(' ');
        if stands_alone {
            end(&mut block);
        }
    }
    end(&mut block);
    found
}

/// What is only in one of two lists, by their longest common sequence.
fn differing(before: &[String], after: &[String]) -> Vec<Sentence> {
    let (rows, columns) = (before.len(), after.len());
    // `common[i][j]` is how long the common sequence of what follows these places is.
    let mut common = vec![vec![0_usize; columns + 1]; rows + 1];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            common[i][j] =
                if before[i] == after[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::new();
    while i < rows || j < columns {
        if i < rows && j < columns && before[i] == after[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == columns || (i < rows && common[i + 1][j] >= common[i][j + 1]) {
            found.push(Sentence::Gone(before[i].clone()));
            i += 1;
        } else {
            found.push(Sentence::New(after[j].clone()));
            j += 1;
        }
    }
    found
}
