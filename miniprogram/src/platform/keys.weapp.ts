export function onEnter(_act: () => void): object {
  return {};
}
