//! Real disks: one that fills up, one that is mounted to be read only, and one that loses its power. They are mounted for
//! the test, which only a superuser may.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::list;
use super::matrix::{doing, is_a_sentence};
use super::registering::{Acknowledged, REGISTER, acknowledged, everybody_is_there};
use crate::desk::scene::{Closed, Scene};
use crate::support::scratch::{Folder, hash_tree};
use crate::support::tools::{self, Tools, need};

/// Something mounted, until it is dropped.
pub(crate) struct Mounted {
    tools: Tools,
    pub(crate) place: PathBuf,
    /// What is mounted: a file beside the place, or nothing for a disk in memory.
    image: Option<PathBuf>,
    _folder: Folder,
}

impl Mounted {
    /// A small disk in memory. Where mounting is not permitted, the test says so and is skipped; a superuser under
    /// `CI=true` may mount, so that a failure is one.
    pub(crate) fn in_memory(tools: &Tools) -> Option<Self> {
        let (folder, place) = place();
        let disk = Self { tools: tools.clone(), place, image: None, _folder: folder };
        let output = disk.mount(&["-t", "tmpfs", "-o", "size=6M", "none"]);
        let must = rustix::process::geteuid().is_root() && std::env::var_os("CI").is_some_and(|ci| ci == "true");
        assert!(output.success() || !must, "CI=true allows no skip: {output:?}");
        output.success().then_some(disk).or_else(skipped)
    }

    /// A small disk with a journal, on a file. Not every machine that tests lets even its superuser have one.
    fn on_a_file(tools: &Tools) -> Option<Self> {
        let (folder, place) = place();
        let image = folder.join("image");
        std::fs::File::create(&image).unwrap().set_len(64 << 20).unwrap();
        assert!(tools::run(tools.command("mkfs.ext4").arg("-q").arg(&image)).success());
        let disk = Self { tools: tools.clone(), place, image: Some(image), _folder: folder };
        disk.mount_image().then_some(disk).or_else(skipped)
    }

    fn mount_image(&self) -> bool {
        let image = self.image.as_ref().unwrap().to_str().unwrap();
        self.mount(&["-o", "loop", image]).success()
    }

    fn mount(&self, options: &[&str]) -> tools::Output {
        tools::run(self.tools.command("mount").args(options).arg(&self.place))
    }

    /// A desk on this disk, with a list of so many visitors beside it.
    fn desk(&self, visitors: u64) -> Closed {
        let scene = Scene::new().close().copy_into(Folder::inside(&self.place));
        std::fs::write(scene.folder.join("list.csv"), list(0..visitors)).unwrap();
        scene
    }

    fn unmount(&self) -> bool {
        tools::run(self.tools.command("umount").arg(&self.place)).success()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // Where a process that is just starting still holds a file of it: as soon as that has gone on.
        tools::run(self.tools.command("umount").args(["--quiet", "--lazy"]).arg(&self.place));
    }
}

fn place() -> (Folder, PathBuf) {
    let folder = Folder::new();
    let place = folder.join("disk");
    std::fs::create_dir(&place).unwrap();
    (folder, place)
}

#[allow(clippy::print_stderr, reason = "a skip is told")]
fn skipped<T>() -> Option<T> {
    eprintln!("SKIPPED (mounting is not permitted here)");
    None
}

/// Fills the disk but for so many bytes.
fn fill(disk: &Path, but: u64) -> PathBuf {
    let pictures = disk.join("holiday-pictures");
    std::fs::write(&pictures, vec![1; 6 << 20]).unwrap_err();
    let file = std::fs::File::options().write(true).open(&pictures).unwrap();
    file.set_len(file.metadata().unwrap().len() - but).unwrap();
    pictures
}

#[test]
fn r22_nothing_acknowledged_is_lost_on_a_disk_that_fills_up() {
    let Some(tools) = need(&["mount", "umount"]) else { return };
    let Some(disk) = Mounted::in_memory(&tools) else { return };
    let scene = disk.desk(400);
    let pictures = fill(&disk.place, 400 << 10);
    let output = tools::run(&mut doing(None, scene.folder.path(), REGISTER));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    is_a_sentence(&output);
    assert!(output.complaint().contains("The disk is full"), "{output:?}");
    let known: Acknowledged = output.text().lines().filter_map(|line| acknowledged(line, 0)).collect();
    assert!(!known.is_empty());
    std::fs::remove_file(pictures).unwrap();
    let scene = scene.open();
    everybody_is_there(&scene, &known);
    drop(scene);
}

#[test]
fn r22_a_disk_mounted_to_be_read_only_is_named_and_nothing_changes() {
    let Some(tools) = need(&["mount", "umount"]) else { return };
    let Some(disk) = Mounted::in_memory(&tools) else { return };
    let scene = disk.desk(3);
    let before = hash_tree(&disk.place);
    assert!(disk.mount(&["-o", "remount,ro"]).success());
    let output = tools::run(&mut doing(None, scene.folder.path(), REGISTER));
    assert_eq!((output.status.code(), output.text()), (Some(1), String::new()), "{output:?}");
    is_a_sentence(&output);
    assert!(output.complaint().contains("may only be read"), "{output:?}");
    assert_eq!(before, hash_tree(&disk.place));
    assert!(disk.mount(&["-o", "remount,rw"]).success());
    assert!(tools::run(&mut doing(None, scene.folder.path(), REGISTER)).success());
}

/// The disk goes away without having written anything that it was not told to sync, as in a power cut.
#[test]
fn r22_nothing_acknowledged_is_lost_when_the_power_goes() {
    let Some(tools) = need(&["mount", "umount", "mkfs.ext4", "xfs_io", "sync"]) else { return };
    for heard in [0, 1, 5, 12] {
        let Some(disk) = Mounted::on_a_file(&tools) else { return };
        let scene = disk.desk(400);
        assert!(tools::run(tools.command("sync").arg("-f").arg(&disk.place)).success());
        let mut command = doing(None, scene.folder.path(), REGISTER);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut said: Vec<String> = lines.by_ref().take(heard).collect();
        let cut = tools::run(tools.command("xfs_io").args(["-x", "-c", "shutdown"]).arg(&disk.place));
        assert!(cut.success(), "{cut:?}");
        said.extend(lines);
        assert_eq!(child.wait().unwrap().code(), Some(1));
        assert!(disk.unmount() && disk.mount_image());
        let known = said.iter().filter_map(|line| acknowledged(line, 0)).collect();
        let scene = scene.open();
        everybody_is_there(&scene, &known);
        drop(scene);
    }
}
