import { Text, View } from '@tarojs/components';
import type { ClientPack } from '@/api';
import { Notice } from '@/components';

/** A province whose rules are not sure enough yet: nothing can be done here, and the person is told where it can. */
export function NotOpen({ pack }: { pack: ClientPack }) {
  return (
    <View style={{ marginTop: '12px' }}>
      <Notice tone="warn" id="not-open">
        <Text className="text strong">{pack.words.region}还没有开通</Text>
        <Text className="text">现在不能在这里办，请用省里的办法，或者拨打 12393、到窗口办。</Text>
        {pack.isOpen.note ? <Text className="note">{pack.isOpen.note}</Text> : null}
      </Notice>
    </View>
  );
}
