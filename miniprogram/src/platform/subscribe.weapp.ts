interface SubscribeCall {
  tmplIds: string[];
  success(answer: Record<string, string>): void;
  fail(): void;
}
declare const wx: { requestSubscribeMessage?(options: SubscribeCall): void };

/** wx.requestSubscribeMessage: the answer names each template with 'accept', 'reject', 'ban' or 'filter'. */
export const askForMessage = (templateId: string): Promise<boolean> =>
  new Promise((resolve) => {
    if (!wx.requestSubscribeMessage) {
      resolve(false);
      return;
    }
    wx.requestSubscribeMessage({
      tmplIds: [templateId],
      success: (answer) => resolve(answer[templateId] === 'accept'),
      fail: () => resolve(false),
    });
  });
