/** A browser sends no messages: the inbox tells. */
export const askForMessage = (_templateId: string): Promise<boolean> => Promise.resolve(false);
