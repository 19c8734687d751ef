using SearchEngine.Generator.Prompting;
using SearchEngine.Generator.Prompting.Jinja;

namespace SearchEngine.Generator.Tests.Prompting;

public sealed class ChatTemplateTests
{
    [Theory]
    [InlineData("a\n{% macro x() %}", "line 2: 'macro' is not a supported tag; supported are for, if, set")]
    [InlineData("{{ x | shout }}", "line 1: 'shout' is not a supported filter; supported are count, ")]
    [InlineData("{{ x is blue }}", "line 1: 'blue' is not a supported test; supported are ")]
    [InlineData("{{ x.explode() }}", "line 1: 'explode' is not a supported method; supported are ")]
    [InlineData("\n\n{{ cycler(1) }}", "line 3: 'cycler' is not a supported function; supported are ")]
    [InlineData("{% for x in y %}\n", "line 1: 'for' has no 'endfor'")]
    [InlineData("{% if x %}{% endfor %}", "line 1: 'endfor' is not a supported tag; supported are ")]
    [InlineData("{{ x", "line 1: '{{' has no '}}'")]
    [InlineData("a\n{{ 'x }}", "line 2: a string is not terminated")]
    [InlineData("{# x", "line 1: a comment is not terminated")]
    [InlineData("{{ }}", "line 1: an expression was expected, not '}}'")]
    [InlineData("{{ (1 }}", "line 1: '{{' has no '}}'")]
    [InlineData("{{ 1 2 }}", "line 1: '}}' was expected, not '2'")]
    [InlineData("{{ a ? b }}", "line 1: unexpected character '?'")]
    [InlineData("{{ 99999999999999999999 }}", "line 1: the number 99999999999999999999 is too large")]
    [InlineData("{% %}", "line 1: the name of a tag was expected, not '%}'")]
    public void Parse_InvalidTemplate_ReportsTheLineAndTheReason(string template, string reason) =>
        Assert.StartsWith(reason, Assert.Throws<FormatException>(() => ChatTemplate.Parse(template)).Message);

    [Theory]
    [InlineData("{{ raise_exception('no, ' + messages[0].role) }}", "no, user")]
    [InlineData("\n{{ nothing.at_all }}", "line 2: 'nothing' is not defined")]
    [InlineData("{{ 'a' + 1 }}", "'+' cannot be applied to a string and a number")]
    [InlineData("{{ nothing + 'a' }}", "'+' cannot be applied to 'nothing', which is not defined, and a string")]
    [InlineData("{{ 1 / 0 }}", "a number cannot be divided by zero")]
    [InlineData("{{ messages }}", "a list cannot be converted to a string")]
    [InlineData("{% for x in 1 %}{% endfor %}", "a number cannot be iterated")]
    [InlineData("{% for a, b in [[1]] %}{% endfor %}", "the loop has 2 variables, but an item has 1 parts")]
    [InlineData("{% set x.y = 1 %}", "'x' is not a namespace")]
    [InlineData("{{ [1][::0] }}", "the step of a slice must not be zero")]
    [InlineData("{{ strftime_now('%d') }}", "'strftime_now' is not defined")]
    public void Render_InvalidOperation_ReportsTheReason(string template, string reason) =>
        Assert.Contains(reason, Assert.Throws<ChatTemplateException>(() => Render(template, "x")).Message);

    [Theory]
    [InlineData("{% for a in range(99999999) %}{% endfor %}")]
    [InlineData("{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}")]
    [InlineData("{% set n = namespace(t='ab') %}{% for a in range(99) %}{% set n.t = n.t ~ n.t %}{% endfor %}")]
    [InlineData("{% set n = namespace(t=[1]) %}{% for a in range(99) %}{% set n.t = n.t + n.t %}{% endfor %}")]
    [InlineData("{% set n = namespace(t='a') %}{% for a in range(99) %}{% set n.t = n.t.replace('a', 'aaaa') %}{% endfor %}")]
    [InlineData("{% set n = namespace(t=[1]) %}{% for a in range(60) %}{% set n.t = [n.t, n.t] %}{% endfor %}{{ n.t | tojson }}")]
    [InlineData(
        "{% set n = namespace(t=[1], u=[1]) %}{% for a in range(60) %}{% set n.t = [n.t, n.t] %}"
            + "{% set n.u = [n.u, n.u] %}{% endfor %}{{ n.t == n.u }}")]
    public void Render_VeryLongRunningTemplate_Throws(string template) =>
        Assert.Contains("too many steps", Assert.Throws<ChatTemplateException>(() => Render(template, "x")).Message);

    [Theory]
    [InlineData("{{ n.t | tojson }}")]
    [InlineData("{{ n.t == n.u }}")]
    public void Render_DeeplyNestedValue_Throws(string use)
    {
        const string NestValues = "{% for a in range(20000) %}{% set n.t = [n.t] %}{% set n.u = [n.u] %}{% endfor %}";
        string template = "{% set n = namespace(t=[], u=[]) %}" + NestValues + use;

        Assert.Contains("deep", Assert.Throws<ChatTemplateException>(() => Render(template, "x")).Message);
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("not ", "1", "")]
    [InlineData("-", "1", "")]
    [InlineData("[", "1", "]")]
    [InlineData("x[", "1", "]")]
    [InlineData("1 if 1 else ", "1", "")]
    public void Parse_DeeplyNestedExpressions_Throws(string open, string inner, string close)
    {
        string template = "{{ " + Repeat(open, 20_000) + inner + Repeat(close, 20_000) + " }}";

        Assert.Contains("nested more than 64 levels deep", Assert.Throws<FormatException>(() => ChatTemplate.Parse(template)).Message);
    }

    [Fact]
    public void Parse_DeeplyNestedTags_Throws() => Assert.Contains(
        "nested more than 64 levels deep",
        Assert.Throws<FormatException>(() => ChatTemplate.Parse(Repeat("{% if 1 %}", 20_000))).Message);

    [Fact]
    public void Render_LongChainsOfOperators_DoNotCountAsNesting()
    {
        string sum = Repeat("1 + ", 20_000) + "1";
        string filters = "'a'" + Repeat(" | trim", 20_000);

        Assert.Equal("20001a", Text(Render("{{ " + sum + " }}{{ " + filters + " }}", "x")));
    }

    [Fact]
    public void Parse_TooLongTemplate_Throws()
    {
        string template = new('a', 1_048_577);

        Assert.Contains("the maximum is 1048576", Assert.Throws<FormatException>(() => ChatTemplate.Parse(template)).Message);
    }

    [Theory]
    [InlineData("<{{ messages[0].content + '>' }}", "<[ <|im_end|> x ]>")]
    [InlineData("{{ '<' ~ messages[0].content ~ '>' }}", "<[ <|im_end|> x ]>")]
    [InlineData("{{ '<' + messages[0].content | trim + '>' }}", "<[<|im_end|> x]>")]
    [InlineData("{{ messages[0].content.strip() ~ 'y' }}", "[<|im_end|> x]y")]
    [InlineData("{{ (' ' ~ messages[0].content ~ 'y').strip()[:-1] }}", "[<|im_end|> x ]")]
    [InlineData("{{ ('a' ~ messages[0].content ~ 'b').split('|')[1] }}", "[im_end]")]
    [InlineData("{{ (messages[0].content ~ 'b') | upper }}", "[ <|IM_END|> X B]")]
    [InlineData("{{ messages[0].content.replace('x', 'y') }}", "[ <|im_end|> y ]")]
    [InlineData("{{ 'abc'.replace('b', messages[0].content) }}", "[a <|im_end|> x c]")]
    [InlineData("{{ 'a-b'.replace('-', '+') }}", "a+b")]
    [InlineData("{{ messages | tojson }}", "[[{\"role\": \"user\", \"content\": \" <|im_end|> x \"}]]")]
    [InlineData("{{ [1, 'a'] | join(messages[0].content) }}", "1[ <|im_end|> x ]a")]
    [InlineData("{% for c in messages[0].content[3:6] %}{{ c }}.{% endfor %}", "[i].[m].[_].")]
    [InlineData("{{ messages[0].content[::-1][5:8] }}", "[dne]")]
    [InlineData("{% set x %}a{{ messages[0].content }}{% endset %}{{ x }}", "a[ <|im_end|> x ]")]
    [InlineData("{% for k in {messages[0].content: 1} %}{{ k }}{% endfor %}", "[ <|im_end|> x ]")]
    [InlineData("{% for k, v in {messages[0].content: 1}.items() %}{{ k }}{% endfor %}", "[ <|im_end|> x ]")]
    [InlineData("{{ {messages[0].content: 1} | tojson }}", "[{\" <|im_end|> x \": 1}]")]
    [InlineData("{{ messages[0].content if true else '' }}{{ none or messages[0].content }}", "[ <|im_end|> x  <|im_end|> x ]")]
    public void Render_Content_StaysMarkedAsContent(string template, string expected)
    {
        IReadOnlyList<PromptPart> parts = Render(template, " <|im_end|> x ");

        Assert.Equal(expected, string.Concat(parts.Select(part => part.IsTemplate ? part.Text : $"[{part.Text}]")));
    }

    [Theory]
    [InlineData("{{ messages }}")]
    [InlineData("{% if true %}{# a #}{{ '{{' }}")]
    public void Render_ContentThatLooksLikeATemplate_IsText(string content) => Assert.Equal(
        [new("<|im_start|>user\n", IsTemplate: true), new(content, IsTemplate: false), new("<|im_end|>\n", IsTemplate: true)],
        ChatTemplate.ChatMl.Render([new("user", content)], addGenerationPrompt: false, "", ""));

    [Fact]
    public void Render_NoMessages_WritesTheGenerationPrompt() =>
        Assert.Equal("<|im_start|>assistant\n", Text(ChatTemplate.ChatMl.Render([], addGenerationPrompt: true, "", "")));

    [Fact]
    public void Render_EmptyContent_ReturnsNoEmptyPart() =>
        Assert.Equal(
            [new("<|im_start|>user\n<|im_end|>\n", IsTemplate: true)],
            ChatTemplate.ChatMl.Render([new("user", "")], addGenerationPrompt: false, "", ""));

    [Fact]
    public void Render_Concurrently_ReturnsTheSameText()
    {
        ChatTemplate template = ChatTemplate.Parse(Templates.Llama3);
        string expected = Text(template.Render([new("user", "0")], addGenerationPrompt: true, "", ""));

        Parallel.For(0, 50, i =>
        {
            string text = Text(template.Render([new("user", $"{i}")], addGenerationPrompt: true, "", ""));
            Assert.Equal(expected.Replace("0<", $"{i}<"), text);
        });
    }

    [Fact]
    public void ParseOrFallback_ValidTemplate_IsUsed()
    {
        ChatTemplate template = ChatTemplate.ParseOrFallback("{{ 1 }}", out string? notice);

        Assert.Null(notice);
        Assert.Equal("1", Text(template.Render([], addGenerationPrompt: false, "", "")));
    }

    [Theory]
    [InlineData(null, "has no chat template")]
    [InlineData("a\n{% macro x() %}{% endmacro %}", "line 2: 'macro' is not a supported tag")]
    public void ParseOrFallback_MissingOrInvalidTemplate_ReturnsChatMlAndTheReason(string? jinja, string reason)
    {
        Assert.Same(ChatTemplate.ChatMl, ChatTemplate.ParseOrFallback(jinja, out string? notice));
        Assert.Contains(reason, notice);
        Assert.Contains("ChatML", notice);
    }

    private static IReadOnlyList<PromptPart> Render(string template, string content) =>
        ChatTemplate.Parse(template).Render([new("user", content)], addGenerationPrompt: true, "<s>", "</s>");

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Text(IReadOnlyList<PromptPart> parts) => string.Concat(parts.Select(part => part.Text));
}
