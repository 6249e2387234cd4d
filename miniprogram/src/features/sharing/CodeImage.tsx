import { Image, View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api';
import { Button, ProblemNotice } from '@/components';
import { useAction } from '../loading';

/** The code that a relative beside me scans with their own phone. A browser has none: there the link and the typed code do it. */
export function CodeImage({ sharingId, memberId }: { sharingId: string; memberId: string }) {
  const [image, setImage] = useState<string>();
  const [isNone, setNone] = useState(false);
  const action = useAction();
  if (process.env.TARO_ENV === 'h5') return null;
  const show = () =>
    action.run(async () => {
      const found = await call('invitation.codeImage', { params: { sharingId, memberId } });
      setImage(found.image);
      setNone(found.image === undefined);
    });
  if (image) {
    return (
      <View className="stack" data-testid="invitation-image">
        <Image
          src={image}
          mode="aspectFit"
          style={{ width: '220px', height: '220px', margin: '0 auto', display: 'block' }}
        />
        <View className="note">
          请家人用{process.env.TARO_ENV === 'alipay' ? '支付宝' : '微信'}扫一扫。扫不出来，就输入上面的邀请码。
        </View>
      </View>
    );
  }
  // Signed in by phone number: the platform makes a code only for who came through its own door.
  if (isNone) return <View className="note">用手机号登录的没有小程序码，请家人输入上面的邀请码。</View>;
  return (
    <View className="stack">
      <ProblemNotice problem={action.problem} />
      <Button id="invitation-image-show" kind="quiet" isBusy={action.isBusy} busyWords="正在生成…" onTap={show}>
        家人在身边，让 TA 扫码
      </Button>
    </View>
  );
}
