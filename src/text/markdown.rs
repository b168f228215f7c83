//! The Markdown of a notice, as it is read where nothing can be followed: on a desk without a network, and on paper.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

/// What a text is made of, with tables. Where a link leads stands behind its words: nobody can press them.
pub(crate) fn events(written: &str) -> impl Iterator<Item = Event<'_>> {
    let mut link: Option<(CowStr<'_>, String)> = None;
    Parser::new_ext(written, Options::ENABLE_TABLES).flat_map(move |event| {
        let mut leads = None;
        match &event {
            Event::Start(Tag::Link { dest_url, .. }) => link = Some((dest_url.clone(), String::new())),
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, said)) = &mut link {
                    said.push_str(words);
                }
            }
            Event::End(TagEnd::Link) => {
                leads = link.take().and_then(|(to, said)| {
                    let to = plain(&to);
                    (!to.is_empty() && to != plain(&said)).then(|| Event::Text(format!(" ({to})").into()))
                });
            }
            _ => {}
        }
        leads.into_iter().chain([event])
    })
}

/// An address as people write it.
fn plain(address: &str) -> &str {
    let address = address.trim();
    let begun = ["mailto:", "tel:", "https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme));
    begun.unwrap_or(address).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> String {
        let said = events(written).filter_map(|event| match event {
            Event::Text(words) | Event::Code(words) => Some(words.to_string()),
            _ => None,
        });
        said.collect()
    }

    #[test]
    fn r25_where_a_link_leads_stands_behind_its_words() {
        for (written, said) in [
            ("Ask [us](mailto:data@example.org) first.", "Ask us (data@example.org) first."),
            ("See [the *ICO*](https://ico.org.uk/make-a-complaint/).", "See the ICO (ico.org.uk/make-a-complaint)."),
            ("See [www.ico.org.uk](https://www.ico.org.uk/).", "See www.ico.org.uk."),
            ("See <https://ico.org.uk>, or <data@example.org>.", "See https://ico.org.uk, or data@example.org."),
            ("See [this][1].\n\n[1]: https://example.org", "See this (example.org)."),
            ("Nothing [here]().", "Nothing here."),
        ] {
            assert_eq!(read(written), said);
        }
    }
}
