import { View } from '@tarojs/components';
import type { ClientPack } from '@/api';
import { DeskCard, Empty } from '@/components';

/** The rules have a step that this version does not know: say so, and give the way that always works. */
export function UnknownStep({ pack }: { pack?: ClientPack }) {
  return (
    <View>
      <Empty id="unknown-step" icon="alert" title="请更新后再办">
        <View className="text">规则有了新步骤，您现在的版本还不认识。请关闭后重新打开，或者更新微信、支付宝再来。</View>
      </Empty>
      <DeskCard pack={pack} title="等不及，可以到窗口办" />
    </View>
  );
}
