/** The browser's medium text is 16 px unless the reader asked for larger text. */
const LARGE_FROM = 20;

export function wantsLargeText(): boolean {
  const probe = document.createElement('span');
  probe.style.fontSize = 'medium';
  document.body.append(probe);
  const size = Number.parseFloat(getComputedStyle(probe).fontSize);
  probe.remove();
  return size >= LARGE_FROM;
}

export function dressShell(isLarge: boolean): void {
  document.documentElement.classList.toggle('is-elder', isLarge);
}
