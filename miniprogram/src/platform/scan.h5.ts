export const canScan = false;
export const scanCode = (): Promise<string | undefined> => Promise.resolve(undefined);
