interface Scanned {
  result?: string;
  /** Of a mini-program code: the page with its scene. */
  path?: string;
}
declare const wx: {
  scanCode(options: { onlyFromCamera: boolean; success(answer: Scanned): void; fail(): void }): void;
};

export const canScan = true;

export const scanCode = (): Promise<string | undefined> =>
  new Promise((resolve) => {
    wx.scanCode({
      onlyFromCamera: false,
      success: ({ result, path }) => resolve(path || result || undefined),
      fail: () => resolve(undefined),
    });
  });
