//! Consent records as another program reads them: JSON-LD with its short terms resolved, here by its own context alone, and by
//! PyLD as somebody else's judge.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::tools::{PATIENCE, need, run_with};

/// The fields that the public guide to ISO/IEC TS 27560 with DPV lists, as this project wrote them down from it: which section,
/// which field, whether it is mandatory, and the relations that may state it.
const FIELDS: &str = include_str!("../../data/dpv-27560-fields.csv");

/// What the names of vocabularies are cut to.
const PREFIXES: [&str; 5] = ["dct", "dpv", "eu-gdpr", "pd", "xsd"];

/// The nodes of a document with nothing but full terms, each consent record one of them.
pub(crate) fn nodes(text: &str) -> Vec<Value> {
    let document: Value = serde_json::from_str(text).unwrap();
    for prefix in PREFIXES {
        assert!(document["@context"][prefix].as_str().unwrap().starts_with("http"), "{prefix}");
    }
    let mut nodes = Vec::new();
    for node in document["@graph"].as_array().unwrap() {
        let node = resolved(&document["@context"], node, &mut nodes);
        nodes.push(node);
    }
    nodes
}

fn resolved(context: &Value, value: &Value, nodes: &mut Vec<Value>) -> Value {
    let Value::Object(object) = value else {
        return match value {
            Value::Array(all) => all.iter().map(|one| resolved(context, one, nodes)).collect(),
            other => other.clone(),
        };
    };
    let mut full = Map::new();
    for (key, value) in object {
        let term = &context[key];
        let name = term.as_str().or_else(|| term["@id"].as_str()).unwrap_or(key).to_owned();
        if let Some(back) = term["@reverse"].as_str() {
            for one in value.as_array().unwrap() {
                let mut one = resolved(context, one, nodes);
                one[back] = json!({ "@id": named(context, object["id"].as_str().unwrap()) });
                nodes.push(one);
            }
            continue;
        }
        let coerced = term["@type"].as_str();
        let value = match (name.as_str(), coerced, value) {
            ("@id" | "@type", _, Value::String(text)) => named(context, text).into(),
            (_, Some("@id" | "@vocab"), Value::String(text)) => json!({ "@id": named(context, text) }),
            (_, _, value) => resolved(context, value, nodes),
        };
        full.insert(name, value);
    }
    full.into()
}

/// A name in full: a term by what it stands for, and the short prefix of ids.
fn named(context: &Value, name: &str) -> String {
    match (context[name].as_str(), name.strip_prefix("u:")) {
        (Some(full), _) => full.to_owned(),
        (None, Some(id)) => format!("urn:uuid:{id}"),
        (None, None) => name.to_owned(),
    }
}

/// The same nodes as PyLD reads them; `None` where it is not installed.
pub(crate) fn by_pyld(text: &str) -> Option<Vec<Value>> {
    const SCRIPT: &str = "import json, sys
from pyld import jsonld
document = json.load(sys.stdin)
kept = {name: document['@context'][name] for name in sys.argv[1:]}
json.dump(jsonld.flatten(document, kept), sys.stdout)";
    let tools = need(&["python:pyld"])?;
    let output = run_with(tools.python().arg("-c").arg(SCRIPT).args(PREFIXES), text.as_bytes(), PATIENCE);
    assert!(output.status.success(), "{output:?}");
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    Some(document["@graph"].as_array().unwrap().clone())
}

pub(crate) fn of_type<'g>(graph: &'g [Value], kind: &str) -> Vec<&'g Value> {
    graph.iter().filter(|node| all(&node["@type"]).contains(&&Value::from(kind))).collect()
}

/// What a value leads to: the node of that name, or itself where it says something on the spot.
pub(crate) fn reached<'g>(graph: &'g [Value], value: &'g Value) -> &'g Value {
    let only_named = value.as_object().is_some_and(|object| object.len() == 1 && object.contains_key("@id"));
    let node = only_named.then(|| graph.iter().find(|node| node["@id"] == value["@id"])).flatten();
    node.unwrap_or(value)
}

/// One or several, as a list.
pub(crate) fn all(value: &Value) -> Vec<&Value> {
    value.as_array().map_or_else(|| vec![value], |values| values.iter().collect())
}

/// Checks that every consent record states every field of the guide; answers which questions there were records of.
pub(crate) fn complete(graph: &[Value]) -> BTreeSet<String> {
    let mut questions = BTreeSet::new();
    for record in of_type(graph, "dpv:ConsentRecord") {
        let process = reached(graph, &record["dpv:hasProcess"]);
        let parties = [&process["dpv:hasDataController"], &process["dpv:hasAuthority"]];
        questions.insert(process["dct:title"].as_str().unwrap().to_owned());
        for field in csv::Reader::from_reader(FIELDS.as_bytes()).deserialize::<BTreeMap<String, String>>() {
            let field = field.unwrap();
            let nodes: Vec<&Value> = match field["section"].as_str() {
                "metadata" => vec![record],
                "processing" => vec![process],
                "personal data" => vec![reached(graph, &process["dpv:hasPersonalData"])],
                "party" => parties.map(|party| reached(graph, party)).to_vec(),
                "event" => all(&record["dpv:hasConsentStatus"]).iter().map(|told| reached(graph, told)).collect(),
                other => panic!("{other}"),
            };
            assert!(!nodes.is_empty());
            for node in nodes {
                assert!(states(node, &field["relations"]), "{} is missing in {node:#}", field["term"]);
            }
        }
    }
    questions
}

/// Whether a node states one of these relations, with something in it.
fn states(node: &Value, relations: &str) -> bool {
    let full = |value: &Value| {
        !value.is_null() && value.as_str() != Some("") && value.as_array().is_none_or(|all| !all.is_empty())
    };
    relations.split(' ').any(|relation| full(&node[relation]))
}
