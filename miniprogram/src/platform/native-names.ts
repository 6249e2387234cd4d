import { hooks, mergeInternalComponents } from '@tarojs/shared';
import aria from './aria.json';

/**
 * Imported before the app on mini-programs (config/native-names.ts). Taro sends no `data-*` to the native view, so a name for tests
 * becomes the element's id there, unless it has an id of its own.
 */
interface NativeNode {
  uid: string;
  sid: string;
  dataset?: { testid?: string };
  _path: string;
  enqueueUpdate(payload: { path: string; value: string }): void;
}

mergeInternalComponents(process.env.TARO_ENV === 'weapp' ? aria.weapp : aria.alipay);

hooks.tap('modifyHydrateData', (data: { uid?: string }, node: NativeNode) => {
  const name = node.dataset?.testid;
  if (name && node.uid === node.sid) data.uid = name;
});

hooks.tap('modifySetAttrPayload', (node: NativeNode, attribute: string, payload: { value: unknown }) => {
  if (attribute === 'data-testid' && node.uid === node.sid) {
    node.enqueueUpdate({ path: `${node._path}.uid`, value: String(payload.value) });
  }
});
