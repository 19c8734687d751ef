using SearchEngine.Generator.Prompting;
using SearchEngine.Generator.Prompting.Jinja;

namespace SearchEngine.Generator.Tests.Prompting;

/// <summary>Tests of the template language; the expected texts come from Jinja2 3.1 with the settings of transformers.</summary>
public sealed class JinjaTests
{
    private static readonly ChatTurn[] Messages = [new("user", " a b "), new("assistant", "C,d")];

    [Theory]
    [InlineData("a\n  {% if true %}\n  b\n  {% endif %}\nc\n", "a\n  b\nc")]
    [InlineData("a {%- if true -%} b {%- endif -%} c", "abc")]
    [InlineData("  {%+ if true %} b{% endif +%}\nc", "   b\nc")]
    [InlineData("a {# x #}\nb {#- y -#} c", "a bc")]
    [InlineData("  {{ 1 }}\n  {{- 2 -}}  \n3", "  123")]
    [InlineData("x\n\n{{ 1 }}\n\n", "x\n\n1\n")]
    [InlineData("{{ 1 + 2 * 3 - 4 // 3 % 2 }} {{ 7 / 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 4 / 2 }}", "6 3.5 -4 2 2.0")]
    [InlineData("{{ 1 ~ 'a' ~ none ~ true ~ 1.5 }}", "1aNoneTrue1.5")]
    [InlineData("{{ 'a' 'b' }}{{ \"it's \\\"x\\\"\" }}{{ 'a\\\n' }}", "abit's \"x\"a")]
    [InlineData("{{ not true or 1 and 'x' }} {{ none or 'y' }} {{ '' or [] or 0 }}", "x y 0")]
    [InlineData(
        "{{ 1 < 2 < 3 }} {{ 1 < 2 > 3 }} {{ 'a' in 'cat' }} {{ 'z' not in ['a'] }} {{ 'role' in messages[0] }}",
        "True False True True True")]
    [InlineData(
        "{{ x is defined }} {{ x is not defined }} {{ messages is iterable }} {{ messages[0] is mapping }} "
            + "{{ none is none }} {{ 'a' is string }} {{ 3 is odd }} {{ 3 is equalto 3 }} {{ 3 is in [3] }}",
        "False True True True True True True True True")]
    [InlineData("{{ not x is defined and true }}", "True")]
    [InlineData(
        "{{ messages[-1].content }} {{ messages[1:][0].role }} {{ messages[::-1][0].role }} {{ 'abcdef'[1:-1:2] }} "
            + "{{ 'abc'[::-1] }} {{ 'abc'[-2] }} {{ 'abc'[5:] }}|{{ messages[9] }}",
        "C,d assistant assistant bd cba b |")]
    [InlineData(
        "{{ messages[0].content | trim | upper }} {{ 'A'.lower() }} {{ '--a-'.strip('-') }} {{ ' a '.lstrip() }}|"
            + "{{ ' a '.rstrip() }}|",
        "A B a a a | a|")]
    [InlineData(
        "{{ 'a,b,c'.split(',') | join('+') }} {{ ' a  b '.split() | join('+') }} {{ 'a,b,c'.split(',', 1)[1] }} "
            + "{{ 'a</t>b'.split('</t>')[-1] }}",
        "a+b+c a+b b,c b")]
    [InlineData(
        "{{ 'abc'.startswith('ab') }} {{ 'abc'.endswith('ab') }} {{ 'aXbX'.replace('X', '--') }} "
            + "{{ 'aXb' | replace('X', 'y') }}",
        "True False a--b-- ayb")]
    [InlineData("{{ messages | length }} {{ 'abc' | length }} {{ {'a': 1} | length }} {{ [] | length }}", "2 3 1 0")]
    [InlineData(
        "{{ x | default('d') }} {{ '' | default('d') }}|{{ '' | default('d', true) }} {{ none | default('e', boolean=true) }}",
        "d |d e")]
    [InlineData("{{ [1, 'a\"b', none, true, 1.5, {'k': 'é<>&'}] | tojson }}", "[1, \"a\\\"b\", null, true, 1.5, {\"k\": \"é<>&\"}]")]
    [InlineData("{{ {'a': [1, {}], 'b': []} | tojson(indent=2) }}", "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}")]
    [InlineData("{{ 'a' if true else 'b' }} {{ 'a' if false }}|{{ 'a' if false else 'b' if false else 'c' }}", "a |c")]
    [InlineData(
        "{% for m in messages %}{{ loop.index }}{{ loop.index0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}"
            + "{{ loop.revindex }} {{ m.role }};{% endfor %}",
        "10TrueFalse22 user;21FalseTrue21 assistant;")]
    [InlineData("{% for m in [] %}x{% else %}none{% endfor %}", "none")]
    [InlineData("{% for m in messages if m.role == 'user' %}{{ loop.length }}{{ m.content }}{% endfor %}", "1 a b ")]
    [InlineData("{% for k, v in {'a': 1, 'b': 2}.items() %}{{ k }}={{ v }},{% endfor %}", "a=1,b=2,")]
    [InlineData("{% for c in 'abc' %}{{ c }}{% if not loop.last %}-{% endif %}{% endfor %}", "a-b-c")]
    [InlineData("{% for i in range(3) %}{{ i }}{% endfor %}{% for i in range(5, 1, -2) %}{{ i }}{% endfor %}", "01253")]
    [InlineData("{% set x = 1 %}{% for i in [1] %}{% set x = 2 %}{{ x }}{% endfor %}{{ x }}", "21")]
    [InlineData("{% set ns = namespace(x=1) %}{% for i in [1] %}{% set ns.x = ns.x + 1 %}{% endfor %}{{ ns.x }}", "2")]
    [InlineData("{% if true %}{% set x = 3 %}{% endif %}{{ x }}", "3")]
    [InlineData("{% set x %}a{{ 1 }}{% endset %}{{ x }}{{ x | length }}", "a12")]
    [InlineData("{% if false %}a{% elif 0 %}b{% elif 1 %}c{% else %}d{% endif %}", "c")]
    [InlineData(
        "{{ messages | selectattr('role', 'equalto', 'user') | list | length }} "
            + "{{ messages | rejectattr('nope') | list | length }} {{ (messages | first).role }} {{ (messages | last).role }}",
        "1 2 user assistant")]
    [InlineData(
        "{{ {'a': {'b': 'c'}}.a.b }} {{ {'a': 1}.get('z', 'q') }} {{ {'a': 1}['z'] }}|{{ (1, 2)[1] }} {{ '5' | int + 1 }}",
        "c q |2 6")]
    [InlineData("{{ messages[0]['content'] + '!' }}{{ ([1] + [2]) | length }}", " a b !2")]
    [InlineData(
        "{{ 1 == 1.0 }} {{ '1' == 1 }} {{ [1, 'a'] == [1, 'a'] }} {{ {'a': 1} != {'a': 2} }} {{ x == y }} {{ none == false }}",
        "True False True True True False")]
    [InlineData("{{ '}}' }}{{ '%}' }}{{ {'a': {}} | length }}{{ '{{' }}", "}}%}1{{")]
    [InlineData("{% if messages[0]['role'] == 'user' and (messages[0]['content'] is string or false) %}ok{% endif %}", "ok")]
    [InlineData("{{ 'a' ~ 1 + 2 ~ 'b' }} {{ 1 - 1 - 1 }} {{ 2 * 3 ~ 4 }} {{ -1 | string }} {{ - 2 + 3 }}", "a12b -1 64 -1 1")]
    public void Render_Template_EqualsJinja(string template, string expected)
    {
        IReadOnlyList<PromptPart> parts = ChatTemplate.Parse(template).Render(Messages, addGenerationPrompt: true, "<s>", "</s>");

        Assert.Equal(expected, string.Concat(parts.Select(part => part.Text)));
    }
}
