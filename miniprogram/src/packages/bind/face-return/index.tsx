import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button, DeskCard, Empty, Loaded, Screen } from '@/components';
import { useLoading } from '@/features/loading';
import { finishFace, takePendingFace, withFaceCheck } from '@/features/prove/face-check';
import { paths, replace } from '@/platform';

/** Where the browser lands after the certify page: asks the server for the outcome, then goes on where the person was. */
export default function FaceReturnPage() {
  const [pending] = useState(takePendingFace);
  const outcome = useLoading(pending?.faceCheckId, async () => {
    if (!pending) throw new Error('no face check under way');
    const found = await finishFace(pending.faceCheckId);
    if (found.status === 'passed') replace(withFaceCheck(pending.then, pending.faceCheckId));
    return found;
  });
  if (!pending) {
    return (
      <Screen id="face-return">
        <Empty id="face-none" icon="alert" title="没有正在进行的人脸识别">
          <Button id="face-home" onTap={() => replace(paths.home)}>
            回首页
          </Button>
        </Empty>
      </Screen>
    );
  }
  return (
    <Screen id="face-return">
      <Loaded of={outcome}>
        {(found) =>
          found.status === 'passed' ? (
            <Empty id="face-passed" icon="check" tone="good" title="人脸识别已通过">
              <Button id="face-continue" onTap={() => replace(withFaceCheck(pending.then, pending.faceCheckId))}>
                继续
              </Button>
            </Empty>
          ) : (
            <View>
              <Empty
                id="face-failed"
                icon="alert"
                tone="danger"
                title={found.status === 'failed' ? '没有通过' : '还没有结果'}
              >
                <View className="text">{found.message}</View>
                <Button id="face-back" onTap={() => replace(pending.then)}>
                  返回重试
                </Button>
              </Empty>
              <DeskCard />
            </View>
          )
        }
      </Loaded>
    </Screen>
  );
}
