/** Shortcodes as Slack names them, for the emoji that operators and the bot use; an unknown one stays as typed. */
const NAMED = `
  +1 👍  thumbsup 👍  -1 👎  thumbsdown 👎  ok_hand 👌  wave 👋  clap 👏  pray 🙏  muscle 💪  raised_hands 🙌  hand ✋
  raised_hand ✋  point_right 👉  point_left 👈  point_up ☝️  point_down 👇  handshake 🤝  v ✌️  crossed_fingers 🤞
  writing_hand ✍️  smile 😄  smiley 😃  grinning 😀  slightly_smiling_face 🙂  wink 😉  joy 😂  sweat_smile 😅
  thinking_face 🤔  thinking 🤔  neutral_face 😐  cry 😢  sob 😭  scream 😱  sunglasses 😎  eyes 👀  face_with_monocle 🧐
  exploding_head 🤯  shrug 🤷  facepalm 🤦  robot_face 🤖  ghost 👻  brain 🧠  heart ❤️  green_heart 💚  blue_heart 💙
  broken_heart 💔  fire 🔥  tada 🎉  sparkles ✨  star ⭐  rocket 🚀  boom 💥  zap ⚡  bulb 💡  gift 🎁  trophy 🏆  100 💯
  coffee ☕  beers 🍻  white_check_mark ✅  heavy_check_mark ✔️  ballot_box_with_check ☑️  x ❌
  negative_squared_cross_mark ❎  warning ⚠️  no_entry ⛔  no_entry_sign 🚫  octagonal_sign 🛑  stop_sign 🛑  sos 🆘
  exclamation ❗  bangbang ‼️  question ❓  grey_question ❔  information_source ℹ️  rotating_light 🚨  mega 📣
  loudspeaker 📢  bell 🔔  no_bell 🔕  white_circle ⚪  black_circle ⚫  red_circle 🔴  large_orange_circle 🟠
  large_yellow_circle 🟡  large_green_circle 🟢  large_blue_circle 🔵  large_red_square 🟥  large_green_square 🟩
  large_yellow_square 🟨  white_large_square ⬜  black_large_square ⬛  small_blue_diamond 🔹  small_orange_diamond 🔸
  hourglass ⌛  hourglass_flowing_sand ⏳  stopwatch ⏱️  alarm_clock ⏰  timer_clock ⏲️  clock1 🕐  watch ⌚
  calendar 📆  date 📅  spiral_calendar_pad 🗓️  pause_button ⏸️  double_vertical_bar ⏸️  arrow_forward ▶️
  black_right_pointing_triangle_with_double_vertical_bar ⏯️  stop_button ⏹️  black_square_for_stop ⏹️
  record_button ⏺️  fast_forward ⏩  rewind ⏪  repeat 🔁  arrows_counterclockwise 🔄  leftwards_arrow_with_hook ↩️
  arrow_right ➡️  arrow_left ⬅️  arrow_up ⬆️  arrow_down ⬇️  arrow_right_hook ↪️  heavy_plus_sign ➕
  heavy_minus_sign ➖  lock 🔒  unlock 🔓  closed_lock_with_key 🔐  key 🔑  shield 🛡️  mag 🔍  link 🔗  pushpin 📌
  round_pushpin 📍  paperclip 📎  memo 📝  pencil 📝  pencil2 ✏️  clipboard 📋  page_facing_up 📄  file_folder 📁
  open_file_folder 📂  books 📚  book 📖  bookmark 🔖  label 🏷️  inbox_tray 📥  outbox_tray 📤  package 📦  email ✉️
  envelope ✉️  speech_balloon 💬  thought_balloon 💭  chart_with_upwards_trend 📈  chart_with_downwards_trend 📉
  bar_chart 📊  moneybag 💰  dollar 💵  credit_card 💳  wrench 🔧  hammer 🔨  hammer_and_wrench 🛠️  gear ⚙️
  nut_and_bolt 🔩  toolbox 🧰  computer 💻  desktop_computer 🖥️  floppy_disk 💾  cd 💿  satellite 🛰️
  satellite_antenna 📡  electric_plug 🔌  battery 🔋  globe_with_meridians 🌐  cloud ☁️  snowflake ❄️  sunny ☀️
  rainbow 🌈  droplet 💧  construction 🚧  construction_worker 👷  ambulance 🚑  fire_engine 🚒  firefighter 🧑‍🚒
  police_car 🚓  checkered_flag 🏁  triangular_flag_on_post 🚩  white_flag 🏳️  ticket 🎫  scales ⚖️  balance_scale ⚖️
  bug 🐛  whale 🐳  turtle 🐢  rabbit 🐰  snail 🐌  seedling 🌱  herb 🌿  recycle ♻️  microscope 🔬  test_tube 🧪  broom 🧹
  wastebasket 🗑️  house 🏠  office 🏢  bust_in_silhouette 👤  busts_in_silhouette 👥  one 1️⃣  two 2️⃣  three 3️⃣
  four 4️⃣  five 5️⃣  zzz 💤  back 🔙  soon 🔜  new 🆕  ok 🆗  up 🆙  free 🆓  eight_pointed_black_star ✴️  magic_wand 🪄
  ladder 🪜
`;

const EMOJI = new Map<string, string>();
const words = NAMED.trim().split(/\s+/);
for (let index = 0; index < words.length; index += 2) EMOJI.set(words[index] ?? '', words[index + 1] ?? '');

/** The emoji that a reaction offers at once; Slack's own names, so that the bot sees the same as from Slack. */
export const QUICK_REACTIONS = ['white_check_mark', 'pushpin', 'eyes', '+1'];
export const MORE_REACTIONS = [
  'tada',
  'pray',
  'heart',
  'raised_hands',
  'thinking_face',
  'warning',
  'x',
  '-1',
  'question',
  'fire',
  'rocket',
  'memo',
];

/** The character of a shortcode (without its colons), or undefined when this page does not know it. */
export function emojiOf(name: string): string | undefined {
  return EMOJI.get(name);
}
