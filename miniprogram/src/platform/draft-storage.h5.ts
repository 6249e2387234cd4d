/** The face check leaves the page, so drafts live in this tab's session storage: gone with the tab, unseen by others. */
export const draftStorage = {
  read: (name: string): string | undefined => window.sessionStorage.getItem(name) ?? undefined,
  write: (name: string, text: string): void => window.sessionStorage.setItem(name, text),
  remove: (name: string): void => window.sessionStorage.removeItem(name),
};
