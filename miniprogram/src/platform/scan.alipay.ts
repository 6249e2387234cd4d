interface Scanned {
  code?: string;
  result?: string;
}
declare const my: { scan(options: { scanType: string[]; success(answer: Scanned): void; fail(): void }): void };

export const canScan = true;

export const scanCode = (): Promise<string | undefined> =>
  new Promise((resolve) => {
    my.scan({
      scanType: ['qrCode'],
      success: ({ code, result }) => resolve(code || result || undefined),
      fail: () => resolve(undefined),
    });
  });
