export function onStart(): void {
  // Nothing: the native shell is ready.
}
