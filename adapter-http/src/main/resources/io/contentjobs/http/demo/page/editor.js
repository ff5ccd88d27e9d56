const SIZES = {square: [1080, 1080], wide: [1200, 900]};
const SHAPES = {square: '정사각형', wide: '4:3'};
const FONT = '"Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", system-ui, sans-serif';
const MAX_LINES = 3;

const $ = (id) => document.getElementById(id);
const [dialog, canvas, caption, status] = ['editor', 'canvas', 'caption', 'save-status'].map($);
let subject = null;

/** @param {{url: string, style: string, name: string, draft: string}} next the picture to edit; `name` is the Korean name of the style */
export async function edit(next) {
  const mine = {...next, picture: null};
  subject = mine;
  caption.value = '';
  status.textContent = '';
  draw();
  dialog.showModal();
  caption.focus();
  try {
    mine.picture = await load(next.url);
  } catch {
    if (subject === mine) status.textContent = '그림을 불러오지 못했습니다. 닫고 다시 열어 주세요.';
  }
  if (subject === mine) draw();
}

/** Returns a picture with a fixed size, because browsers draw an SVG without a size differently. */
async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status}`);
  let blob = await response.blob();
  if (blob.type.startsWith('image/svg')) {
    const svg = new DOMParser().parseFromString(await blob.text(), 'image/svg+xml').documentElement;
    const {width, height} = svg.viewBox.baseVal ?? {};
    svg.setAttribute('width', String(width || 1080));
    svg.setAttribute('height', String(height || 1080));
    blob = new Blob([new XMLSerializer().serializeToString(svg)], {type: 'image/svg+xml'});
  }
  const picture = new Image();
  picture.src = URL.createObjectURL(blob);
  try {
    await picture.decode();
  } finally {
    URL.revokeObjectURL(picture.src);
  }
  return picture;
}

const shape = () => document.querySelector('input[name=shape]:checked').value;

function draw() {
  const {picture, name} = subject;
  const text = caption.value.trim();
  const [width, height] = SIZES[shape()];
  Object.assign(canvas, {width, height});
  canvas.setAttribute('aria-label', `${name} 이미지, ${SHAPES[shape()]}${text ? `, 문구: ${text}` : ''}`);
  $('save').disabled = !picture;
  if (!picture) return;
  const pen = canvas.getContext('2d');
  const scale = Math.max(width / picture.naturalWidth, height / picture.naturalHeight);
  const [w, h] = [picture.naturalWidth * scale, picture.naturalHeight * scale];
  pen.drawImage(picture, (width - w) / 2, (height - h) / 2, w, h);
  if (text) write(pen, text, width, height);
}

function write(pen, text, width, height) {
  const margin = width * 0.07;
  let size = width * 0.085;
  let lines;
  do {
    pen.font = `800 ${size}px ${FONT}`;
    lines = wrap(pen, text, width - 2 * margin);
    size *= 0.9;
  } while (lines.length > MAX_LINES);
  const step = (size / 0.9) * 1.3;
  const top = height - margin - lines.length * step;

  const shade = pen.createLinearGradient(0, top - 2 * step, 0, height);
  shade.addColorStop(0, 'rgb(0 0 0 / 0)');
  shade.addColorStop(0.6, 'rgb(0 0 0 / 0.6)');
  shade.addColorStop(1, 'rgb(0 0 0 / 0.75)');
  pen.fillStyle = shade;
  pen.fillRect(0, top - 2 * step, width, height);

  pen.fillStyle = '#fff';
  pen.textBaseline = 'middle';
  lines.forEach((line, i) => pen.fillText(line, margin, top + (i + 0.5) * step));
}

/** Breaks lines between words, and within a word only if it is wider than a line. */
function wrap(pen, text, width) {
  const fits = (line) => pen.measureText(line).width <= width;
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    const joined = line ? `${line} ${word}` : word;
    if (fits(joined)) {
      lines[lines.length - 1] = joined;
      continue;
    }
    if (line) lines.push('');
    for (const letter of word) {
      if (lines.at(-1) && !fits(lines.at(-1) + letter)) lines.push('');
      lines[lines.length - 1] += letter;
    }
  }
  return lines;
}

async function save() {
  const {draft, style} = subject;
  const name = `${draft}-${style}-${shape()}.png`;
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) {
    status.textContent = '저장하지 못했습니다. 다시 시도해 주세요.';
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // some browsers read it only after the click is over
  status.textContent = `저장했습니다: ${name}`;
}

caption.addEventListener('input', draw);
$('shapes').addEventListener('change', draw);
$('save').addEventListener('click', save);
$('close-editor').addEventListener('click', () => dialog.close());
dialog.addEventListener('click', (event) => {
  if (event.target === dialog) dialog.close(); // the backdrop
});
