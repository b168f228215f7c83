//! Takes a sealed batch apart, changes it, and seals it again: what somebody could do who has the recipient's public
//! key, or a desk with a fault that signs what it should not.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use lanyard::batch::digest::Digest;
use lanyard::batch::manifest::{MANIFEST, SIGNATURE};
use serde_json::Value;

use super::sample::Ends;

/// The files of a batch, in order.
pub(crate) struct Files(Vec<(String, Vec<u8>)>);

impl Files {
    pub(crate) fn get(&mut self, name: &str) -> &mut Vec<u8> {
        &mut self.0.iter_mut().find(|(other, _)| other == name).unwrap_or_else(|| panic!("no {name}")).1
    }

    pub(crate) fn add(&mut self, name: &str, bytes: &[u8]) {
        self.0.push((name.to_owned(), bytes.to_owned()));
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.0.retain(|(other, _)| other != name);
    }

    /// Replaces a text that a file surely has.
    pub(crate) fn replace(&mut self, name: &str, from: &str, to: &str) {
        let file = self.get(name);
        let text = String::from_utf8(file.clone()).unwrap();
        assert!(text.contains(from), "{name} has no {from}");
        *file = text.replacen(from, to, 1).into_bytes();
    }

    /// Changes the manifest as JSON.
    pub(crate) fn manifest(&mut self, change: impl FnOnce(&mut Value)) {
        let mut json = serde_json::from_slice(self.get(MANIFEST)).unwrap();
        change(&mut json);
        *self.get(MANIFEST) = serde_json::to_vec(&json).unwrap();
    }

    /// Makes the manifest agree with a file as it is now.
    pub(crate) fn list(&mut self, name: &str) {
        let file = self.get(name).clone();
        self.manifest(|json| {
            let resources = json["resources"].as_array_mut().unwrap();
            let resource = resources.iter_mut().find(|resource| resource["path"] == name).unwrap();
            resource["bytes"] = file.len().into();
            resource["hash"] = Digest::of(&file).to_string().into();
        });
    }

    /// Writes them as plain files.
    pub(crate) fn write_to(&self, folder: &Path) {
        for (name, bytes) in &self.0 {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
    }

    /// Signs the manifest as it is now with the desk's own key.
    pub(crate) fn sign(&mut self, ends: &Ends) {
        let manifest = self.get(MANIFEST).clone();
        *self.get(SIGNATURE) = ends.desk.sign(&manifest, "").unwrap().into_bytes();
    }
}

/// The plain ZIP in a sealed file.
pub(crate) fn unseal(ends: &Ends, sealed: &Path) -> Vec<u8> {
    let identity: age::x25519::Identity = ends.office.to_secret_text().parse().unwrap();
    age::decrypt(&identity, &std::fs::read(sealed).unwrap()).unwrap()
}

/// Seals bytes under the name of a batch, in a folder of its own.
pub(crate) fn seal(ends: &Ends, name: &Path, plain: &[u8]) -> PathBuf {
    let recipient: age::x25519::Recipient = ends.office.public().to_string().parse().unwrap();
    let folder = ends.folder.join("tampered");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name.file_name().unwrap());
    std::fs::write(&path, age::encrypt(&recipient, plain).unwrap()).unwrap();
    path
}

pub(crate) fn unzip(plain: &[u8]) -> Files {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(plain)).unwrap();
    let count = zip.len();
    let read = |at| {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    Files((0..count).map(read).collect())
}

pub(crate) fn zip(files: &Files) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in &files.0 {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The sample batch with a change in its files; sealed anew, signed anew only if the change does so.
pub(crate) fn changed(ends: &Ends, change: impl FnOnce(&mut Files)) -> PathBuf {
    let sealed = ends.seal();
    let mut files = unzip(&unseal(ends, &sealed.path));
    change(&mut files);
    seal(ends, &sealed.path, &zip(&files))
}
