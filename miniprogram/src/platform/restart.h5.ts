export function restartAt(path: string): void {
  window.location.assign(path);
}
