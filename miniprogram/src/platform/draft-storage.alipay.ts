/**
 * A mini-program is not reloaded by a detour, so what was typed stays in memory and never touches the phone's storage:
 * a relative's name and certificate number must not be found there.
 */
const drafts = new Map<string, string>();

export const draftStorage = {
  read: (name: string): string | undefined => drafts.get(name),
  write: (name: string, text: string): void => {
    drafts.set(name, text);
  },
  remove: (name: string): void => {
    drafts.delete(name);
  },
};
