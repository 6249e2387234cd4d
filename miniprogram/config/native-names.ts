import path from 'node:path';
import aria from '../src/platform/aria.json';

/** The parts of Taro's plugin context and of a mini-program platform that are used here. */
interface MiniPlatform {
  platform: string;
  runtimePath: string | string[];
  template: { mergeComponents(context: PluginContext, components: object): void };
}
interface PluginContext {
  helper: object;
  registerMethod(name: 'onSetupClose', act: (platform: MiniPlatform) => void): void;
}

/**
 * Taro's templates (base.wxml, base.axml) know no `role` and no `aria-*`, so screen readers hear nothing of them. This plugin adds
 * the few that we use. The short names of attributes (p0, p1, …) are counted at build time and again at run time: the runtime file
 * must therefore merge the same table, and it is imported before the app.
 */
export default function nativeNames(context: PluginContext): void {
  context.registerMethod('onSetupClose', (platform) => {
    const components = aria[platform.platform as keyof typeof aria];
    if (!components) return;
    platform.template.mergeComponents(context, components);
    platform.runtimePath = [platform.runtimePath]
      .flat()
      .concat(path.resolve(__dirname, '../src/platform/native-names.ts'));
  });
}
