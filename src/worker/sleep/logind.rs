//! What logind says on the system's bus: `PrepareForSleep`, of `org.freedesktop.login1.Manager`, and the *delay* lock that has it
//! wait (<https://systemd.io/INHIBITOR_LOCKS>). It waits five seconds at most, unless its settings say otherwise.

use std::sync::Weak;

use zbus::address::Transport;
use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::zvariant::OwnedFd;
use zbus::{Address, MatchRule};

use super::{Heard, Teller};

const NAME: &str = "org.freedesktop.login1";
const PATH: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";

/// Listens until the bus or the window is gone.
///
/// # Errors
/// Where there is no bus, or it speaks otherwise.
pub(super) fn listen(teller: &Teller, heard: &Weak<Heard>, wake: &impl Fn()) -> zbus::Result<()> {
    let bus = bus(teller)?;
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(NAME)?
        .path(PATH)?
        .interface(MANAGER)?
        .member("PrepareForSleep")?
        .build();
    // First the ear, then the hold: nothing is missed between them.
    let words = MessageIterator::for_match_rule(rule, &bus, None)?;
    hold(&bus, heard);
    for word in words {
        let sleeps: bool = word?.body().deserialize()?;
        let Some(heard_now) = heard.upgrade() else { break };
        if sleeps {
            heard_now.falls_asleep();
            drop(heard_now);
            wake();
        } else if heard_now.is_awake() {
            drop(heard_now);
            hold(&bus, heard);
        }
    }
    Ok(())
}

/// A line to the bus of this machine.
fn bus(teller: &Teller) -> zbus::Result<Connection> {
    let address = match teller {
        Teller::At(address) => address.parse()?,
        Teller::System | Teller::Nobody => Address::system()?,
    };
    // An address may name a machine across a network. The desk has none (R22).
    if !matches!(address.transport(), Transport::Unix(_)) {
        return Err(zbus::Error::Address("the bus is not on this machine".to_owned()));
    }
    Builder::address(address)?.build()
}

/// Asks logind to wait before it lets the laptop sleep. Where it refuses, it still tells.
fn hold(bus: &Connection, heard: &Weak<Heard>) {
    let body = ("sleep", "Lanyard", "It locks the desk first", "delay");
    let Ok(answer) = bus.call_method(Some(NAME), PATH, Some(MANAGER), "Inhibit", &body) else { return };
    let Ok(lock) = answer.body().deserialize::<OwnedFd>() else { return };
    if let Some(heard) = heard.upgrade() {
        heard.holds(Box::new(lock));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r22_a_bus_across_a_network_is_never_asked() {
        for address in ["tcp:host=192.0.2.1,port=9", "nonce-tcp:host=192.0.2.1,port=9,noncefile=/dev/null"] {
            let refused = bus(&Teller::At(address.to_owned()));
            assert!(matches!(refused, Err(zbus::Error::Address(_))), "{address}");
        }
        // One of this machine is asked, and is not there.
        let absent = bus(&Teller::At("unix:path=/nowhere/at/all".to_owned()));
        assert!(absent.is_err_and(|error| !matches!(error, zbus::Error::Address(_))));
    }
}
