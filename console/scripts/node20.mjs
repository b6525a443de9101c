// Vitest reports failures with Map.groupBy, which Node has from 21 on.
Map.groupBy ??= (items, by) => {
  const groups = new Map();
  for (const item of items) {
    const key = by(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};
