/**
 * The tab bar of Taro's browser runtime is made of links to `javascript:`, which our content security policy forbids. Their
 * own click handlers do the work, so only the link itself is stopped.
 */
export function onStart(): void {
  document.addEventListener(
    'click',
    (event) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="javascript:"]') : null;
      if (link) event.preventDefault();
    },
    true,
  );
}
