"""Documents from outside, as a clerk has them: last year's report in Word, Excel, PDF or a saved web page."""
