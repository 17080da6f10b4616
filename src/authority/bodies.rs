//! Stand-in until the table of bodies lands.
use crate::model::{BodyId, Symbol};
#[derive(Debug)]
pub struct Bodies;
pub struct Body { pub id: BodyId, prefix: &'static str, dec: &'static str }
impl Bodies {
    pub fn of_symbol(&self, _s: &str) -> Option<Body> { None }
    pub fn get(&self, id: &BodyId) -> Option<Body> {
        Some(match id.as_str() { "GA" => Body { id: id.clone(), prefix: "A/RES/", dec: "A/DEC/" }, "SC" => Body { id: id.clone(), prefix: "S/RES/", dec: "S/DEC/" }, "HRC" => Body { id: id.clone(), prefix: "A/HRC/RES/", dec: "A/HRC/DEC/" }, "ECOSOC" => Body { id: id.clone(), prefix: "E/RES/", dec: "E/DEC/" }, "CHR" => Body { id: id.clone(), prefix: "E/CN.4/RES/", dec: "E/CN.4/DEC/" }, _ => return None })
    }
}
impl Body {
    pub fn resolution(&self, n: &str) -> Option<Symbol> { format!("{}{n}", self.prefix).parse().ok() }
    pub fn decision(&self, n: &str) -> Option<Symbol> { format!("{}{n}", self.dec).parse().ok() }
}
