import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import { call } from './api';
import { useMe, useSession } from './session';

/** Shared by all windows of the console: work in one keeps the others open. */
const KEY = 'gongji-console-active-at';
const WARN_SECONDS = 60;
const KEEP_ALIVE_MS = 240_000;

const markActive = () => localStorage.setItem(KEY, String(Date.now()));
const activeAt = () => Number(localStorage.getItem(KEY)) || Date.now();

/** Signs out an unattended console, after a warning; tells the server of somebody who reads for long without asking for anything. */
export function IdleExit() {
  const { idleSeconds } = useMe();
  const { leave } = useSession();
  const [secondsLeft, setSecondsLeft] = useState<number | undefined>(undefined);

  useEffect(() => {
    markActive();
    let toldAt = Date.now();
    let lastMark = 0;
    const onActivity = () => {
      // Moving the mouse is not enough once the warning stands: somebody has to say that they are there
      if (Date.now() - lastMark < 1_000 || Date.now() - activeAt() > (idleSeconds - WARN_SECONDS) * 1_000) return;
      lastMark = Date.now();
      markActive();
    };
    const events = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;
    for (const event of events) window.addEventListener(event, onActivity, { passive: true });
    const timer = setInterval(() => {
      const idle = (Date.now() - activeAt()) / 1_000;
      if (idle >= idleSeconds) {
        void call('operator.signOut').catch(() => undefined);
        leave(`您有 ${Math.round(idleSeconds / 60)} 分钟没有操作，已自动退出。`);
        return;
      }
      setSecondsLeft(idle >= idleSeconds - WARN_SECONDS ? Math.ceil(idleSeconds - idle) : undefined);
      if (activeAt() > toldAt && Date.now() - toldAt > KEEP_ALIVE_MS) {
        toldAt = Date.now();
        void call('operator.me').catch(() => undefined);
      }
    }, 1_000);
    return () => {
      clearInterval(timer);
      for (const event of events) window.removeEventListener(event, onActivity);
    };
  }, [idleSeconds, leave]);

  const stay = () => {
    markActive();
    setSecondsLeft(undefined);
    void call('operator.me').catch(() => undefined);
  };
  return (
    <Modal
      open={secondsLeft !== undefined}
      title="还在吗？"
      okText="我还在"
      onOk={stay}
      closable={false}
      mask={{ closable: false }}
      cancelButtonProps={{ style: { display: 'none' } }}
    >
      <p>很久没有操作，{secondsLeft} 秒后自动退出。</p>
    </Modal>
  );
}
