//! The pictures that the README shows are pictures of scenes, as they look now. `UPDATE_SNAPSHOTS=1` draws them anew.

use std::path::Path;

use image::{Rgba, RgbaImage};
use lanyard::worker::preferences::Look;

use super::pictures::{SIZES, cases, every, is_drawn};

/// A picture of its own, and the stored one of the same scene, in which what changes from run to run is painted over.
const PEOPLE: (&str, &str) = ("docs/people.png", "e1-people-1366x689-light");
/// What the stored pictures are painted over with.
const MASK: Rgba<u8> = Rgba([255, 0, 255, 255]);
/// As many as two pictures of a scene may differ in.
const PIXELS: usize = 10;

/// What the README shows, in its order.
fn shown() -> Vec<String> {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let pictures = readme.split("![").skip(1).map(|after| after.split_once("](").unwrap().1);
    pictures.map(|after| after.split_once(')').unwrap().0.to_owned()).collect()
}

fn stored(name: &str) -> String {
    format!("tests/data/pictures/{name}.png")
}

fn read(path: &str) -> RgbaImage {
    image::open(path).unwrap_or_else(|error| panic!("{path}: {error}")).into_rgba8()
}

/// How many pixels differ of those that are not painted over, and how many are.
fn differing(shown: &RgbaImage, stored: &RgbaImage) -> (usize, usize) {
    assert_eq!(shown.dimensions(), stored.dimensions());
    let hidden = stored.pixels().filter(|pixel| **pixel == MASK).count();
    let both = shown.pixels().zip(stored.pixels());
    (both.filter(|(one, other)| **other != MASK && one != other).count(), hidden)
}

/// Draws the scene of a stored picture without anything painted over.
fn drawn(name: &str) -> RgbaImage {
    let scene = every().find(|scene| name.starts_with(scene.name)).unwrap();
    let mut stage = (scene.before)().unlocked_of(SIZES[0].1, SIZES[0].2, Some(Look::Light));
    (scene.drive)(&mut stage);
    stage.harness.remove_cursor();
    stage.settle();
    stage.harness.render().unwrap()
}

#[test]
fn the_pictures_of_the_readme_are_those_of_the_scenes() {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() && differing(&read(PEOPLE.0), &read(&stored(PEOPLE.1))).0 > PIXELS
    {
        drawn(PEOPLE.1).save(PEOPLE.0).unwrap();
    }
    let scenes = every().flat_map(|scene| {
        let drawn = cases(scene).into_iter().filter(|(look, size)| is_drawn(scene, look.1, size.0));
        drawn.map(move |(look, size)| stored(&format!("{}-{}-{}", scene.name, size.0, look.0)))
    });
    let scenes: Vec<_> = scenes.collect();
    let pictures = shown();
    assert!(pictures.len() >= 3, "{pictures:?}");
    for picture in &pictures {
        assert!(Path::new(picture).is_file(), "{picture} is not there");
        assert!(*picture == PEOPLE.0 || scenes.contains(picture), "{picture} is the picture of no scene");
    }
    assert!(pictures.iter().any(|picture| picture == PEOPLE.0));
    let (differing, hidden) = differing(&read(PEOPLE.0), &read(&stored(PEOPLE.1)));
    assert!(differing <= PIXELS, "{} is not what {} shows: {differing} pixels differ", PEOPLE.0, PEOPLE.1);
    assert!((1..10_000).contains(&hidden), "only a reference is painted over, and not {hidden} pixels");
}

#[test]
fn a_picture_that_is_not_the_scene_is_found() {
    let people = read(&stored(PEOPLE.1));
    let mut other = people.clone();
    for x in 0..40 {
        other.put_pixel(200 + x, 300, Rgba([0, 0, 0, 255]));
    }
    assert!(differing(&other, &people).0 > PIXELS);
    assert_eq!(differing(&people, &people).0, 0);
}
