/// Applies a variant's overrides to a descriptor: mappings are merged by key, other values are
/// replaced, and null removes a key.
///
/// Values keep their places, so a message about an override points to the variant.
package func merged(_ base: YAMLNode, with overrides: YAMLNode) -> YAMLNode {
  guard base.isMapping, overrides.isMapping else { return overrides }
  var entries = base.entries
  var location = base.location
  for override in overrides.entries {
    let index = entries.firstIndex { $0.key == override.key }
    if override.value.scalar?.kind == .null {
      if let index { entries.remove(at: index) }
      location = overrides.location
    } else if let index {
      entries[index] = merged(entries[index], with: override)
    } else {
      let nothing = YAMLNode(content: .mapping([]), location: override.value.location)
      let value = override.value.isMapping ? merged(nothing, with: override.value) : override.value
      entries.append(YAMLEntry(key: override.key, location: override.location, value: value))
    }
  }
  return YAMLNode(content: .mapping(entries), location: location)
}

private func merged(_ base: YAMLEntry, with override: YAMLEntry) -> YAMLEntry {
  let value = merged(base.value, with: override.value)
  let isPartial = base.value.isMapping && override.value.isMapping
  let removes = override.value.entries.contains { $0.value.scalar?.kind == .null }
  return YAMLEntry(
    key: base.key, location: isPartial && !removes ? base.location : override.location,
    value: value)
}
