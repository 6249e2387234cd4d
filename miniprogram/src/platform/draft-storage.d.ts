/** Text that must survive a detour (sign-in, face check) but not the day: on a phone shared at home it goes away. */
export declare const draftStorage: {
  read(name: string): string | undefined;
  write(name: string, text: string): void;
  remove(name: string): void;
};
