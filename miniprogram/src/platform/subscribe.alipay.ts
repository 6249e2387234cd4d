interface Subscribed {
  behavior?: string;
  result?: { subscribeEntityIds?: string[]; subscribedEntityIds?: string[]; currentSubscribedEntityIds?: string[] };
}
interface SubscribeCall {
  entityIds: string[];
  success(answer: Subscribed): void;
  fail(): void;
}
declare const my: { requestSubscribeMessage?(options: SubscribeCall): void };

/** my.requestSubscribeMessage: what was allowed stands in several lists, by version of Alipay; a no is a failure. */
export const askForMessage = (templateId: string): Promise<boolean> =>
  new Promise((resolve) => {
    if (!my.requestSubscribeMessage) {
      resolve(false);
      return;
    }
    my.requestSubscribeMessage({
      entityIds: [templateId],
      success: ({ behavior, result = {} }) => {
        const { subscribeEntityIds = [], subscribedEntityIds = [], currentSubscribedEntityIds = [] } = result;
        const allowed = [...subscribeEntityIds, ...subscribedEntityIds, ...currentSubscribedEntityIds];
        resolve(behavior === 'subscribe' && allowed.includes(templateId));
      },
      fail: () => resolve(false),
    });
  });
