<?php
// php values.php SEED COUNT prints JSON: of COUNT values what var_dump prints (base64) and, as the truth to compare with, what
// they are, written without var_dump. The same seed and PHP version give the same output. values.json, which the tests read
// where no PHP is there, is the output of: php values.php 20210514 60

enum Suit: string
{
    case Hearts = 'H';
    case Spades = 'S';
}

class Base
{
    public $title = 'a title';
    protected $hidden;
    private $own = 1;
    public int $unset;
    private ?array $unsetToo;
    protected (Countable&Iterator)|null $unsetEither;

    public function __construct($hidden)
    {
        $this->hidden = $hidden;
    }
}

final class Derived extends Base
{
    private $own;
    public readonly string $late;

    public function __construct($own, $hidden)
    {
        parent::__construct($hidden);
        $this->own = $own;
    }
}

function text(): string
{
    $texts = [
        '', 'abc', "a\"b", "a \"quoted\" word", "line\nline\r\nline", "nul\0nul", 'قدس', 'Fähre 😀', "tab\tand \\ and '", '}', '["a"]=>',
        "string(3) \"abc\"\n}", '[{"id":"1","title":"A"} ]', 'He said "no"', "\"]=>\n", "ends with a quote\"", str_repeat('long ', 100),
    ];
    $picked = mt_rand(0, count($texts) + 2);
    if ($picked < count($texts)) {
        return $texts[$picked];
    }

    $bytes = '';
    for ($i = mt_rand(0, 40); $i > 0; $i--) {
        $bytes .= chr(mt_rand(0, 255));
    }

    return $bytes;
}

function key_(): int|string
{
    $keys = ['id', 'pic', 'a b', 'a"b', "a\nb", '', 'قدس', "a\"]=>\n", '[0]', 'x":protected', 'x":"Y":private', '-', '007'];
    return mt_rand(0, 1) ? mt_rand(-5, 1000) : $keys[mt_rand(0, count($keys) - 1)];
}

function value(int $depth)
{
    $floats = [0.0, -0.0, 1.5, 0.1 + 0.2, 1.0E+25, 1.0E-10, INF, -INF, NAN, PHP_FLOAT_MAX, PHP_FLOAT_EPSILON, 1e15, -123456.789];
    $ints = [0, 1, -1, PHP_INT_MAX, PHP_INT_MIN, 1796428, mt_rand()];
    switch (mt_rand(0, $depth > 0 ? 15 : 8)) {
        case 0: return null;
        case 1: return (bool)mt_rand(0, 1);
        case 2: return $ints[mt_rand(0, count($ints) - 1)];
        case 3: return $floats[mt_rand(0, count($floats) - 1)];
        case 4: return mt_rand(0, 1) ? Suit::Hearts : Suit::Spades;
        case 5: return STDIN;
        case 6:
        case 7:
        case 8: return text();
        case 9: return new Derived(value($depth - 1), value($depth - 1));
        case 10: return new Base(value($depth - 1));
        case 11:
            $object = new stdClass();
            foreach (elements($depth) as $key => $value) {
                if ($key === '' || ((string)$key)[0] !== "\0") {
                    $object->{$key} = $value;
                }
            }
            return $object;
        case 12: return new class(text()) extends Base {
        };
        case 13:
            $shared = value($depth - 1);
            return ['one' => &$shared, 'other' => &$shared, 'copy' => $shared];
        default: return elements($depth);
    }
}

function elements(int $depth): array
{
    $elements = [];
    for ($i = mt_rand(0, 6); $i > 0; $i--) {
        $elements[key_()] = value($depth - 1);
    }

    return $elements;
}

function deep(int $levels)
{
    $value = 'the innermost';
    for ($i = 0; $i < $levels; $i++) {
        $value = $i % 3 == 0 ? (object)['in' => $value] : [$i => $value];
    }

    return $value;
}

function canonical($value): string
{
    return match (true) {
        is_null($value) => 'N',
        is_bool($value) => $value ? 'b:true' : 'b:false',
        is_int($value) => "i:$value",
        is_float($value) => is_nan($value) ? 'f:nan' : 'f:' . bin2hex(pack('E', $value)),
        is_string($value) => 's:' . bin2hex($value),
        is_array($value) => 'a[' . canonicalElements($value) . ']',
        is_resource($value) => 'r:' . get_resource_type($value),
        $value instanceof UnitEnum => 'e:' . $value::class . '::' . $value->name,
        default => 'o:' . explode("\0", $value::class)[0] . '[' . canonicalProperties($value) . ']',
    };
}

function canonicalElements(array $elements): string
{
    $all = '';
    foreach (array_keys($elements) as $key) {
        $reference = ReflectionReference::fromArrayElement($elements, $key) === null ? '' : '&';
        $all .= (is_int($key) ? $key : '"' . bin2hex($key) . '"') . '=' . $reference . canonical($elements[$key]) . ',';
    }

    return $all;
}

function canonicalProperties(object $object): string
{
    $all = '';
    foreach ((array)$object as $key => $value) {
        $parts = explode("\0", (string)$key, 3);
        $all .= match (true) {
            count($parts) < 3 || $parts[0] !== '' => '+' . bin2hex((string)$key),
            $parts[1] === '*' => '#' . bin2hex($parts[2]),
            default => '-' . bin2hex($parts[2]) . '@' . $parts[1],
        };
        $all .= '=' . canonical($value) . ',';
    }

    $unset = [];
    for ($class = new ReflectionObject($object); $class; $class = $class->getParentClass()) {
        foreach ($class->getProperties() as $property) {
            if (!$property->isInitialized($object)) {
                $unset[] = '!' . bin2hex($property->name) . ':' . $property->getType() . ',';
            }
        }
    }

    $unset = array_unique($unset);
    sort($unset, SORT_STRING);
    return $all . implode('', $unset);
}

mt_srand((int)$argv[1]);
$all = [];
for ($i = 0; $i < (int)$argv[2]; $i++) {
    $value = $i % 20 == 19 ? deep($i) : value(4);
    ob_start();
    var_dump($value);
    $all[] = ['dump' => base64_encode(ob_get_clean()), 'canonical' => canonical($value)];
    unset($value);
}

echo json_encode($all, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR, 10000), "\n";
