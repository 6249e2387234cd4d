import { Text, View } from '@tarojs/components';
import type { ClientPack } from '@/api';
import { callHotline, HOTLINE, open, paths } from '@/platform';
import { Icon } from './Icon';
import { Tappable } from './Tappable';

/** The way without a phone: the window (what to bring, where) and the hotline. On every screen that asks or refuses. */
export function DeskCard({ pack, title = '不想用手机办，或者办不成' }: { pack?: ClientPack; title?: string }) {
  const where = pack?.desk.where.value ?? '就近的医保服务窗口';
  const bring = pack?.desk.bring.value ?? ['本人和家人的身份证'];
  return (
    <View className="card" data-testid="desk">
      <View className="strong">{title}</View>
      <View className="row row--top" style={{ marginTop: '8px' }}>
        <Icon name="desk" />
        <View className="grow">
          <Text className="text">{where}</Text>
          <Text className="note">请带：{bring.join('、')}</Text>
        </View>
      </View>
      <DeskWays pack={pack} />
    </View>
  );
}

/** The two ways to a person: the window near you, and the hotline. */
export function DeskWays({ pack }: { pack?: ClientPack }) {
  return (
    <View className="desk__ways">
      <Tappable className="link" id="desk-open" role="link" onTap={() => open(paths.window(pack?.family))}>
        <Text>去窗口办</Text>
        <Icon name="next" size="small" />
      </Tappable>
      <Tappable className="link" id="call-hotline" onTap={callHotline}>
        <Icon name="call" />
        <Text style={{ marginLeft: '8px' }}>拨打医保热线 {HOTLINE}</Text>
      </Tappable>
    </View>
  );
}
