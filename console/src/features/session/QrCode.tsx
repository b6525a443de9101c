import { QRCode } from 'antd';
import { colours } from '@/app/theme';

/** Dark on light in both modes, with light around it: many cameras read nothing else. */
export default function QrCode({ text, label }: { text: string; label: string }) {
  const light = colours('light');
  return (
    <div className="qr" role="img" aria-label={label} style={{ background: light.surface }}>
      <QRCode type="svg" value={text} size={192} color={light.text} bgColor={light.surface} bordered={false} />
    </div>
  );
}
