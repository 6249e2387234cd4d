import { View } from '@tarojs/components';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Button, Sheet, Tappable } from '@/components';
import { agreeProps, onPrivacyAsked, openPrivacyText, type PrivacyAsked } from '@/platform/privacy';

const AGREE_ID = 'privacy-agree';

/**
 * WeChat asks for consent the first time we want something of the person (the clipboard, the phone number). Our own sheet says what
 * and why in plain words; "no" closes it and nothing else: searching, reading and typing by hand go on. Stands on the pages that can need it.
 */
export function PrivacySheet() {
  return process.env.TARO_ENV === 'weapp' ? <Asking /> : null;
}

function Asking() {
  const [isOpen, setOpen] = useState(false);
  const waiting = useRef<PrivacyAsked[]>([]);
  const stop = useRef<() => void>();

  const listen = useCallback(() => {
    stop.current ??= onPrivacyAsked((asked) => {
      waiting.current.push(asked);
      setOpen(true);
    });
  }, []);
  const answer = useCallback((say: (asked: PrivacyAsked) => void) => {
    for (const asked of waiting.current.splice(0)) say(asked);
    setOpen(false);
  }, []);
  const leave = useCallback(() => {
    stop.current?.();
    stop.current = undefined;
    answer((asked) => asked.disagree());
  }, [answer]);
  useEffect(() => {
    listen();
    return leave;
  }, [listen, leave]);
  // Of the pages on top of each other only the one that is seen asks.
  useDidShow(listen);
  useDidHide(leave);

  if (!isOpen) return null;
  const refuse = () => answer((asked) => asked.disagree());
  return (
    <Sheet id="privacy-sheet" title="用到您的信息前，先问您" onClose={refuse}>
      <View className="text">
        复制邀请码时，写入这部手机的剪贴板；点“用微信绑定的手机号”时，读取手机号，只填进登录框。
      </View>
      <View className="text">刷脸由微信核对，我们不保存照片。家人的姓名和身份证号只用来办共济。</View>
      <Tappable id="privacy-text" className="link" role="link" onTap={openPrivacyText}>
        看完整的《用户隐私保护指引》
      </Tappable>
      <Button id={AGREE_ID} native={agreeProps(() => answer((asked) => asked.agree(AGREE_ID)))}>
        同意并继续
      </Button>
      <Button id="privacy-disagree" kind="quiet" onTap={refuse}>
        不同意
      </Button>
      <View className="note">不同意也能搜问题、看答案；手机号可以自己填，邀请码可以抄下来。</View>
    </Sheet>
  );
}
